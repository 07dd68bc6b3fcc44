export { createRecorder, type Recorder } from "@signalbox/agent-kit";
