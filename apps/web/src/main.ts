import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import "./styles.css";

// zod would try out `eval` to be faster, and the content security policy forbids it. It must know before the first
// schema is made: so the app, and with it every schema, is loaded after this line.
z.config({ jitless: true });

const root = document.querySelector("#root");
if (!root) throw new Error("the page has no #root");

const { App } = await import("./app.tsx");
createRoot(root).render(createElement(App));
