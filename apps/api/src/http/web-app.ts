import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Serve the built web app: hashed assets for ever, everything else that a browser navigates to is the page. */
export async function addWebApp(app: FastifyInstance, webDirectory: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webDirectory,
    index: false,
    cacheControl: false,
    setHeaders(response, file) {
      const hashed = path.relative(webDirectory, file).startsWith("assets");
      response.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === "GET" && !request.url.startsWith("/assets/");
    if (isPage) return reply.type("text/html; charset=utf-8").sendFile("index.html");
    return reply.code(404).send({ error: { message: "There is nothing here." } });
  });
}
