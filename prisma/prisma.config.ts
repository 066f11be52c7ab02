import { defineConfig } from "prisma/config";

// `prisma generate` asks for a schema engine that it never runs; any executable will do.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
// No question to the network whether there is a newer version.
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({ schema: "schema.prisma" });
