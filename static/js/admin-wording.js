// Puts what the glossary and the translation memory say below each string of wagtail-localize's editor.
// That editor is a React application: this script reads the properties it was given to know which row is which string,
// adds one element to the end of each row, and takes a suggestion by typing it into the editor's own field and pressing
// its own “Save”, so that the editor's state and its saving stay whole.
(() => {
  const SETTLE = 150; // milliseconds without a change, after which the editor is read again

  const start = (editor) => {
    const props = JSON.parse(editor.dataset.props);
    const strings = props.segments.filter((segment) => segment.type === "string");
    if (!strings.length) return;
    const address = strings[0].editUrl.replace(/strings\/.*$/, "wording/");
    const rows = new Map(); // segment id → its row
    const seen = new Map(); // segment id → the translation as it stood when it was last asked about
    const asked = new Map(); // segment id → the number of the last question about it
    let timer = null;
    let number = 0;

    const panel = document.createElement("section");
    panel.className = "wording-panel nice-padding";
    editor.before(panel);

    // In the order in which the editor draws them: by tab, then by field and block.
    const ordered = () => {
      const found = [];
      for (const tab of props.tabs) {
        const groups = new Map();
        for (const segment of props.segments.filter(({ location }) => location.tab === tab.slug)) {
          const key = `${segment.location.field}/${segment.location.blockId || "null"}`;
          if (!groups.has(key)) groups.set(key, []);
          groups.get(key).push(segment);
        }
        for (const group of groups.values()) found.push(...group);
      }
      return found;
    };
    const inOrder = ordered();

    const locate = () => {
      const drawn = [...editor.querySelectorAll("h3 + ul > li")];
      rows.clear();
      if (drawn.length !== inOrder.length) return; // an editor we do not know: better nothing than the wrong row
      inOrder.forEach((segment, place) => {
        const row = drawn[place];
        const source = row.querySelector(":scope > p");
        if (segment.type === "string" && source && source.textContent === segment.source) rows.set(segment.id, row);
      });
    };

    const toolbar = (row) => [...row.querySelectorAll(":scope > ul button")];
    const valueOf = (row) => {
      const shown = row.querySelector(":scope > div:not(.wording) > p");
      return shown ? shown.textContent : null; // null while it is edited
    };
    // “Saving…” has no buttons.
    const isSettled = (row) => !row.querySelector(":scope > div > textarea") && toolbar(row).length > 0;

    const show = (answer, question) => {
      if (question === number) panel.innerHTML = answer.panel;
      for (const field of panel.querySelectorAll("[data-wording-next]")) field.value = window.location.pathname;
      for (const [id, html] of Object.entries(answer.segments)) {
        const row = rows.get(Number(id));
        if (!row || asked.get(Number(id)) > question) continue; // a later answer is there, or on its way
        let place = row.querySelector(":scope > .wording");
        if (!place) {
          place = document.createElement("div");
          place.className = "wording";
          row.append(place);
        }
        place.innerHTML = html;
      }
    };

    const ask = async (ids) => {
      const question = ++number;
      for (const id of ids ?? rows.keys()) asked.set(id, question);
      const query = ids ? `?segments=${ids.join(",")}` : "";
      const response = await fetch(address + query, { headers: { Accept: "application/json" } });
      if (!response.ok) return;
      show(await response.json(), question);
    };

    // Ask again about the strings whose translation has changed since they were last asked about.
    const look = () => {
      if (!rows.size || [...rows.values()].some((row) => !row.isConnected)) locate();
      const changed = [];
      for (const [id, row] of rows) {
        if (!isSettled(row) && !props.object.isLocked) continue;
        const comment = row.querySelector(":scope > ul > li")?.textContent ?? "";
        const state = `${valueOf(row)}\n${comment}`;
        if (seen.get(id) !== state) {
          if (seen.has(id)) changed.push(id);
          seen.set(id, state);
        }
      }
      if (changed.length) ask(changed);
    };

    const type = (row, text, { save }) => {
      if (!row.querySelector("textarea")) toolbar(row).at(-1)?.click(); // “Translate” or “Edit”
      const field = row.querySelector("textarea");
      if (!field) return;
      if (text !== null) {
        // React listens to the event, and compares with what it knows: the value is set behind its back.
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, text);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (save) toolbar(row).at(-1).click();
      else field.focus();
    };

    editor.addEventListener("click", (event) => {
      const button = event.target.closest(".wording button");
      if (!button) return;
      const row = button.closest("li.complete, li.incomplete, li.errored");
      if ("wordingUse" in button.dataset) type(row, button.dataset.wordingUse, { save: true });
      else if ("wordingEdit" in button.dataset) type(row, button.dataset.wordingEdit, { save: false });
      else if ("wordingConfirm" in button.dataset) type(row, null, { save: true });
    });

    panel.addEventListener("click", (event) => {
      const button = event.target.closest("[data-wording-goto]");
      const row = button && rows.get(Number(button.dataset.wordingGoto));
      if (!row) return;
      const hidden = row.closest("section[hidden]");
      if (hidden) document.getElementById(`tab-label-${hidden.id.replace(/^tab-/, "")}`)?.click();
      row.scrollIntoView({ block: "center" });
      toolbar(row).at(-1)?.focus();
    });

    const observer = new MutationObserver((changes) => {
      if (changes.every(({ target }) => target.closest?.(".wording"))) return;
      clearTimeout(timer);
      timer = setTimeout(look, SETTLE);
    });

    const begin = () => {
      locate();
      look();
      observer.observe(editor, { childList: true, subtree: true, characterData: true });
      ask(null);
    };
    // React draws when the page is ready, and may draw after this script.
    if (editor.querySelector("h3 + ul > li")) begin();
    else {
      const waiting = new MutationObserver(() => {
        if (!editor.querySelector("h3 + ul > li")) return;
        waiting.disconnect();
        begin();
      });
      waiting.observe(editor, { childList: true, subtree: true });
    }
  };

  const editor = document.querySelector(".js-translation-editor[data-props]");
  if (editor) start(editor);
})();
