import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import "./styles.css";

// zod would try out `eval` to be faster, and the content security policy forbids it. It must know before the first
// schema is made: so the app, and with it every schema, is loaded after this line.
z.config({ jitless: true });

const root = document.querySelector("#root");
if (!root) throw new Error("the page has no #root");

const { preferredLanguage, speak } = await import("./lib/language.ts");
const [{ App }] = await Promise.all([import("./app.tsx"), speak(preferredLanguage())]);
createRoot(root).render(createElement(App));
