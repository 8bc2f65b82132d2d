"""List the elements and attributes that SVG pictures keep: those that draw.

They are taken from the indices of SVG 2 (elements, attributes, properties), SMIL (animations), and
HTML and MathML for text in a ``foreignObject``. None of them loads, runs, submits or links
anything; :mod:`coursenotes.render.svg` has separate rules for ``href`` and ``src``.
"""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

ANIMATIONS = frozenset("animate animateColor animateMotion animateTransform set".split())
ELEMENTS = {
    SVG: ANIMATIONS
    | frozenset(
        "svg g defs symbol use switch a title desc style image rect circle ellipse line polyline "
        "polygon path text tspan textPath linearGradient radialGradient stop pattern clipPath mask "
        "marker view foreignObject mpath filter feBlend feColorMatrix feComponentTransfer "
        "feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight "
        "feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge "
        "feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile "
        "feTurbulence".split()
    ),
    XHTML: frozenset(
        "html body div span p br b i em strong u s strike del ins sub sup small big font center a "
        "code pre tt kbd samp var q cite abbr mark ul ol li dl dt dd table caption colgroup col "
        "thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6 hr blockquote section article header footer "
        "figure figcaption label img".split()
    ),
    MATHML: frozenset(
        "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms "
        "mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none "
        "semantics annotation".split()
    ),
}

_SHARED = "class dir id lang role style"
PROPERTIES = frozenset(
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation "
    "color-interpolation-filters color-rendering cursor direction display dominant-baseline "
    "enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font "
    "font-family font-size font-size-adjust font-stretch font-style font-variant font-weight "
    "glyph-orientation-horizontal glyph-orientation-vertical image-rendering inline-size isolation "
    "kerning letter-spacing lighting-color line-height marker marker-end marker-mid marker-start "
    "mask mask-type mix-blend-mode opacity overflow paint-order pointer-events shape-inside "
    "shape-padding shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-align text-anchor text-decoration text-overflow text-rendering "
    "transform-box transform-origin unicode-bidi vector-effect visibility white-space word-spacing "
    "writing-mode".split()
)
_GEOMETRY = frozenset(
    "amplitude azimuth baseFrequency bias clipPathUnits cx cy d diffuseConstant divisor dx dy "
    "edgeMode elevation exponent filterRes filterUnits fr fx fy gradientTransform gradientUnits "
    "height in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength lengthAdjust "
    "limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits method mode "
    "numOctaves offset operator order orient pathLength patternContentUnits patternTransform "
    "patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio "
    "primitiveUnits r radius refX refY result rotate rx ry scale seed side slope spacing "
    "specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles "
    "surfaceScale tableValues targetX targetY textLength transform type values viewBox width x x1 "
    "x2 xChannelSelector y y1 y2 yChannelSelector z".split()
)
ANIMATED = PROPERTIES | _GEOMETRY
"""The attributes that an animation may change."""
ATTRIBUTES = {
    SVG: ANIMATED
    | frozenset(
        f"{_SHARED} accumulate additive attributeName attributeType baseProfile begin by calcMode "
        "dur end from keyPoints keySplines keyTimes max media min origin path repeatCount "
        "repeatDur requiredExtensions requiredFeatures restart systemLanguage to version".split()
    ),
    XHTML: frozenset(
        f"{_SHARED} align alt bgcolor border cellpadding cellspacing color colspan face height "
        "rowspan size span start title type valign value width".split()
    ),
    MATHML: frozenset(
        f"{_SHARED} accent accentunder columnalign columnlines columnspacing columnspan depth "
        "display displaystyle encoding fence form height largeop linethickness lspace "
        "mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits rowalign "
        "rowlines rowspacing rowspan rspace scriptlevel separator stretchy symmetric voffset "
        "width".split()
    ),
}
XML_ATTRIBUTES = frozenset({"space", "lang"})

WORDS = frozenset(
    "class id lang dir role alt title requiredExtensions requiredFeatures systemLanguage".split()
)
"""Attributes that hold words, so they are never checked as styles."""
