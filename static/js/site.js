// Everything on the site can be read and used without this file.

// A film is fetched from its provider only once the reader asks for it.
for (const frame of document.querySelectorAll("[data-player]")) {
    frame.querySelector("a")?.addEventListener("click", (event) => {
        event.preventDefault();
        const player = document.createElement("iframe");
        player.src = frame.dataset.player;
        player.title = frame.dataset.title;
        player.allow = "autoplay; fullscreen; picture-in-picture";
        player.allowFullscreen = true;
        player.referrerPolicy = "strict-origin";
        frame.replaceChildren(player);
        player.focus();
    });
}

// The menu of small screens closes with Escape and when the reader goes elsewhere on the page.
const menu = document.querySelector(".site-menu-phone");
if (menu) {
    const close = () => { menu.open = false; };
    document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && menu.open) {
            close();
            menu.querySelector("summary").focus();
        }
    });
    document.addEventListener("click", (event) => {
        if (!menu.contains(event.target)) close();
    });
}

// What can be copied, where the browser lets a page do so.
if (navigator.clipboard) {
    for (const button of document.querySelectorAll("[data-copy]")) {
        const said = document.createElement("span");
        said.setAttribute("role", "status");
        button.after(said);
        button.parentElement.hidden = false;
        button.addEventListener("click", async () => {
            await navigator.clipboard.writeText(button.dataset.copy);
            said.textContent = button.dataset.done;
            setTimeout(() => { said.textContent = ""; }, 4000);
        });
    }
}
