// Two translators at one text. The editor of translations saves each string at once; here it sends along what stood there
// before the translator's eyes, and asks the translator if the server answers that somebody has written another wording.
(() => {
    const { opened } = document.currentScript.dataset;
    const editor = document.querySelector(".js-translation-editor");
    if (!editor) return;

    const { segments, initialStringTranslations } = JSON.parse(editor.dataset.props);
    const texts = new Map(initialStringTranslations.map((translation) => [translation.segment_id, translation.data]));
    const seen = new Map(
        segments
            .filter((segment) => segment.type === "string")
            .map((segment) => [segment.editUrl, texts.get(segment.id) ?? ""]),
    );

    const ask = (html) =>
        new Promise((resolve) => {
            const dialog = document.createElement("dialog");
            dialog.className = "editing-dialog";
            dialog.setAttribute("aria-labelledby", "editing-conflict");
            dialog.innerHTML = html;
            dialog.addEventListener("close", () => {
                dialog.remove();
                resolve(dialog.returnValue);
            });
            document.body.append(dialog);
            dialog.showModal();
        });

    const send = window.fetch.bind(window);
    window.fetch = async (url, options = {}) => {
        if (!seen.has(url) || !["PUT", "DELETE"].includes(options.method)) return send(url, options);
        const typed = options.body?.get("value");
        for (;;) {
            const body = new FormData();
            if (typed !== undefined) body.append("value", typed);
            body.append("editing_seen", seen.get(url));
            const answer = await send(url, { ...options, body });
            if (answer.status !== 409) {
                if (answer.ok) seen.set(url, options.method === "PUT" ? typed : "");
                return answer;
            }
            const { html, current } = await answer.json();
            const choice = await ask(html);
            if (!choice) return answer; // closed without a choice: the editor keeps the text, and says it is not saved
            seen.set(url, current?.data ?? "");
            if (choice === "theirs") {
                if (options.method === "PUT" && current) return Response.json(current);
                window.location.reload();
                return answer;
            }
        }
    };

    document.addEventListener("submit", (event) => {
        if (event.submitter?.name !== "action" || event.submitter.value !== "publish") return;
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "editing_opened";
        field.value = opened;
        event.target.append(field);
    });
})();
