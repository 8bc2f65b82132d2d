// Opens answers, for the page's address or all at once; copies links to questions; prints questions alone.
// Until this script has run, notes.css shows what it will open, so that nothing moves.
"use strict";
{
  const { copy, copied, source, report, title } = document.currentScript.dataset;
  const root = document.documentElement;

  /** The element that the address names; ":target" matches only once the page is parsed. */
  const asked = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // A stray "%".
    }
    return name && (document.getElementById(name) ?? document.getElementsByName(name)[0]);
  };

  /** Opens the answer of the question that the address names, or each <details> around the place. */
  const reveal = () => {
    const place = asked();
    if (!place) return;
    const hidden = !place.checkVisibility();
    let box = place.matches(".question")
      ? place.parentElement.querySelector(":scope > .answer")
      : place.closest("details");
    for (; box; box = box.parentElement.closest("details")) box.open = true;
    if (hidden) place.scrollIntoView();
  };

  let all = false;

  const show = (wanted) => {
    all = wanted;
    // The focus cannot stay in an answer that is about to close.
    if (!all) document.activeElement.closest(".answer")?.querySelector("summary").focus();
    for (const answer of document.querySelectorAll(".answer")) answer.open = all;
    for (const box of document.querySelectorAll(".show-all")) box.checked = all;
  };

  /** Shows or hides all answers, as the reader chose on another page. */
  const recall = () => {
    let wanted = all;
    try {
      wanted = localStorage.getItem("answers") === "all";
    } catch {
      // The reader allows no storage: the choice applies to this page only.
    }
    if (wanted !== all) show(wanted);
  };

  const copyLink = async (link) => {
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      location.assign(link.href);
      return;
    }
    const status = document.querySelector(".copied");
    status.textContent = copied;
    link.classList.add("is-copied");
    setTimeout(() => {
      status.textContent = "";
      link.classList.remove("is-copied");
    }, 2500);
  };

  /** The link in an open answer to a new issue on GitHub about its question. */
  const addReport = (answer) => {
    const link = answer.querySelector(":scope > .question-link");
    if (!source || !link || answer.querySelector(":scope > .report-link")) return;
    const question = answer.parentElement.querySelector(".question");
    const words = question.cloneNode(true);
    for (const tex of words.querySelectorAll("annotation")) tex.remove();
    const { line } = answer.parentElement.dataset;
    const place = line ? `${source}?plain=1#L${line}` : source;
    const issue = new URL(`${source.split("/blob/")[0]}/issues/new`);
    issue.searchParams.set("title", title.replace("{question}", () => words.textContent.trim()).slice(0, 200));
    issue.searchParams.set("body", `${link.href}\n\n${place}\n\n`);
    const made = Object.assign(document.createElement("a"), { className: "report-link", href: issue.href });
    made.textContent = report;
    link.before(made);
  };

  // "Back" returns to the question that was in sight. A browser restores the scroll position, but does not
  // yet know the height of hundreds of open answers.
  const seen = () => [...document.querySelectorAll(".qa")].find((one) => one.getBoundingClientRect().bottom > 0);
  addEventListener("pagehide", () => {
    const question = all && scrollY ? seen() : null;
    history.scrollRestoration = question ? "manual" : "auto";
    if (!question) return;
    const place = { id: question.querySelector(".question").id, top: question.getBoundingClientRect().top };
    history.replaceState({ ...history.state, place }, "");
  });
  const goBack = () => {
    const { place } = history.state ?? {};
    const question = place && document.getElementById(place.id)?.closest(".qa");
    if (!question || performance.getEntriesByType("navigation")[0]?.type === "navigate") return;
    const hold = () => scrollBy(0, question.getBoundingClientRect().top - place.top);
    hold();
    requestAnimationFrame(hold);
  };

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#'], .print-questions");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.matches(".print-questions")) {
      root.dataset.print = "questions";
      print();
    } else if (link.matches(".question-link") && navigator.clipboard) {
      event.preventDefault();
      copyLink(link);
    } else if (link.href === location.href) {
      reveal(); // the same place once more: the hash does not change
    }
  });

  addEventListener("change", ({ target }) => {
    if (!target.matches(".show-all")) return;
    show(target.checked);
    try {
      localStorage.setItem("answers", all ? "all" : "");
    } catch {
      // As above.
    }
  });

  // "toggle" does not bubble.
  addEventListener("toggle", ({ target }) => target.matches(".answer[open]") && addReport(target), true);
  addEventListener("afterprint", () => delete root.dataset.print);
  addEventListener("hashchange", reveal);
  // A page may have been made, or left, before the choice.
  addEventListener("pageshow", (event) => event.persisted && recall());
  document.addEventListener("prerenderingchange", recall);

  for (const link of document.querySelectorAll(".question-link")) link.title = copy;
  recall();
  reveal();
  goBack();
  root.dataset.answers = "ready";
}
