/* The tab “Before publishing” of the page editor: asks the server about what is typed, and leads to each place. */
(() => {
    const WAIT = 1500;

    /* A new page that was saved by itself meanwhile is asked about under its own key. */
    const addressOf = (box) => {
        const saved = location.pathname.match(/\/pages\/(\d+)\/edit\//);
        return saved ? box.dataset.deskCheckSaved.replace("/0/", `/${saved[1]}/`) : box.dataset.deskCheck;
    };

    const fillIn = async (box) => {
        const result = box.querySelector("[data-desk-check-result]");
        const failed = box.querySelector("[data-desk-check-failed]");
        box.setAttribute("aria-busy", "true");
        try {
            const answer = await fetch(addressOf(box), {
                method: "POST",
                body: new URLSearchParams(new FormData(box.closest("form"))),
                credentials: "same-origin",
            });
            if (!answer.ok) throw new Error(answer.status);
            result.innerHTML = await answer.text();
            failed.hidden = true;
        } catch {
            failed.hidden = false;
        }
        box.removeAttribute("aria-busy");
    };

    /* A tab opens step by step: what is hidden takes no cursor, and the tab keeps it for a moment. */
    const keepCursor = (field, times = 10) => {
        if (document.activeElement !== field) {
            field.scrollIntoView({ block: "center" });
            field.focus({ preventScroll: true });
        }
        if (times) setTimeout(keepCursor, 50, field, times - 1);
    };

    /* Open the tab and the panels around a field, and put the cursor into it. */
    const leadTo = (place) => {
        let found = document.querySelector("form[data-edit-form]");
        for (const step of place.split(".")) {
            found = found.querySelector(`[data-contentpath="${CSS.escape(step)}"]`) || found;
        }
        if (found.matches("form")) return false;
        const tab = found.closest("[role=tabpanel]");
        if (tab?.hidden) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
        for (let node = found; node; node = node.parentElement) {
            if (node.matches(".w-panel__content[hidden]")) {
                node.closest(".w-panel").querySelector("[data-panel-toggle]")?.click();
            }
        }
        const fields = "[contenteditable=true], input:not([type=hidden]), textarea, select";
        const field = found.matches(fields) ? found : found.querySelector(fields);
        keepCursor(field || found.querySelector("button") || found);
        return true;
    };

    const start = (box) => {
        let timer = 0;
        const soon = () => {
            clearTimeout(timer);
            if (box.offsetParent) timer = setTimeout(() => fillIn(box), WAIT);
        };
        box.querySelector("[data-desk-check-again]").addEventListener("click", () => fillIn(box));
        box.addEventListener("click", (event) => {
            const link = event.target.closest("[data-desk-place]");
            if (link && leadTo(link.dataset.deskPlace)) event.preventDefault();
        });
        new IntersectionObserver((entries) => {
            if (entries.some((entry) => entry.isIntersecting)) fillIn(box);
        }).observe(box);
        box.closest("form").addEventListener("change", soon);
    };

    const look = () => document.querySelectorAll("[data-desk-check]").forEach(start);
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", look);
    else look();
})();
