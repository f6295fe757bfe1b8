"use strict";
// Pins a fact: what states it stays lit, and every version moves to its sentence. CSS does the rest of the lighting.
(() => {
  const page = document.body;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const stating = (number, within = document) => within.querySelectorAll(`[data-fact="${number}"]`);
  let pinned = null;

  function show(number, from) {
    for (const pane of document.querySelectorAll(".version")) {
      const [sentence] = stating(number, pane);
      if (!sentence || pane.contains(from)) continue;
      const top = sentence.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
      pane.scrollTo({ top: top - pane.clientHeight / 3, behavior: still.matches ? "auto" : "smooth" });
    }
    const fact = document.getElementById(`fact-${number}`);
    if (fact) fact.scrollIntoView({ block: "nearest" });
  }

  function turnTo(panes) {
    const all = document.querySelector(".panes").getBoundingClientRect();
    const inSight = (box) => box.left >= all.left - 1 && box.right <= all.right + 1;
    if (panes.some((pane) => inSight(pane.getBoundingClientRect()))) return;
    panes[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function unpin() {
    for (const part of stating(pinned)) part.classList.remove("lit");
    page.classList.remove("pinned");
    pinned = null;
  }

  function pin(number, from) {
    unpin();
    pinned = number;
    for (const part of stating(number)) part.classList.add("lit");
    page.classList.add("pinned");
    show(number, from);
    turnTo([...document.querySelectorAll(".version")].filter((pane) => stating(number, pane).length));
    history.replaceState(null, "", `#fact-${number}`);
  }

  function pinFromAddress() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const part = target && target.closest("[data-fact]");
    if (part) pin(part.dataset.fact, part);
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest(".close")) return unpin();
    const part = event.target.closest("[data-fact]");
    const link = event.target.closest("a");
    if (!part || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!link && String(getSelection())) return; // somebody marks text to copy it
    event.preventDefault();
    if (!link && part.dataset.fact === pinned) return unpin();
    pin(part.dataset.fact, part);
    const target = link && document.getElementById(link.hash.slice(1));
    const pane = target && target.closest(".version");
    if (pane) turnTo([pane]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") unpin();
  });
  window.addEventListener("hashchange", pinFromAddress);
  page.classList.add("live");
  document.querySelector(".close").hidden = false;
  pinFromAddress();
})();
