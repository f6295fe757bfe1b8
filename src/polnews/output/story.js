"use strict";
// Lights what states the fact that mouse or keyboard have reached; a click pins a fact and moves every version to it.
(() => {
  const page = document.body;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const stating = new Map();
  for (const part of document.querySelectorAll("[data-fact]")) {
    const number = part.dataset.fact;
    stating.set(number, [...(stating.get(number) ?? []), part]);
  }
  const factOf = (element) => element.closest("[data-fact]")?.dataset.fact ?? null;
  let pinned = null;
  let reached = null;
  let lit = null;

  function light() {
    const number = reached ?? pinned;
    if (number === lit) return;
    for (const part of stating.get(lit) ?? []) part.classList.remove("lit");
    for (const part of stating.get(number) ?? []) part.classList.add("lit");
    lit = number;
  }

  function reach(number) {
    reached = number;
    light();
  }

  function show(number, from) {
    // Of several sentences in one version the first counts: later entries of a map win, so the order is turned.
    const first = new Map(stating.get(number).map((part) => [part.closest(".version"), part]).reverse());
    for (const [pane, part] of first) {
      if (!pane || pane.contains(from)) continue;
      const top = part.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
      pane.scrollTo({ top: top - pane.clientHeight / 3, behavior: still.matches ? "auto" : "smooth" });
    }
    document.getElementById(`fact-${number}`)?.scrollIntoView({ block: "nearest" });
  }

  function turnTo(panes) {
    const all = document.querySelector(".panes").getBoundingClientRect();
    const inSight = (box) => box.left >= all.left - 1 && box.right <= all.right + 1;
    if (panes.some((pane) => inSight(pane.getBoundingClientRect()))) return;
    panes[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function unpin() {
    pinned = null;
    page.classList.remove("pinned");
    reach(null);
  }

  function pin(number, from) {
    pinned = number;
    page.classList.add("pinned");
    reach(null);
    show(number, from);
    turnTo(stating.get(number).map((part) => part.closest(".version")).filter(Boolean));
    history.replaceState(null, "", `#fact-${number}`);
  }

  function pinFromAddress() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const number = target && factOf(target);
    if (number) pin(number, target);
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest(".close")) return unpin();
    const number = factOf(event.target);
    const link = event.target.closest("a");
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!link && String(getSelection())) return; // somebody marks text to copy it
    event.preventDefault();
    if (!link && number === pinned) return unpin();
    pin(number, event.target);
    const target = link && document.getElementById(link.hash.slice(1));
    const pane = target && target.closest(".version");
    if (pane) turnTo([pane]);
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") reach(factOf(event.target));
  });
  document.documentElement.addEventListener("pointerleave", () => reach(null));
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible")) reach(factOf(event.target));
  });
  document.addEventListener("focusout", () => reach(null));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") unpin();
  });
  window.addEventListener("hashchange", pinFromAddress);
  page.classList.add("live");
  document.querySelector(".close").hidden = false;
  pinFromAddress();
})();
