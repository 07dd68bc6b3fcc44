import { t } from "@lingui/core/macro";
import type { AgentDefinition } from "@signalbox/shared";
import { useRef, useState } from "react";
import { Dialog } from "../../ui/dialog.tsx";
import { LoseChanges } from "../settings/unsaved.tsx";
import { copyDraftOf, definitionDraftOf, newDefinitionDraft } from "./definition-draft.ts";
import { DefinitionForm } from "./definition-form.tsx";

type What = { kind: "new" } | { kind: "edit" | "copy"; definition: AgentDefinition };

/** The window in which an agent is defined. It is not closed with changes in it without a question. */
export function DefinitionDialog({
  what,
  open,
  onClose,
  onSaved,
}: {
  what: What;
  open: boolean;
  onClose: () => void;
  onSaved: (definition: AgentDefinition) => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const isChanged = useRef(false);
  const close = () => {
    isChanged.current = false;
    setIsAsking(false);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        if (isChanged.current) setIsAsking(true);
        else close();
      }}
      title={titleOf(what)}
      isWide
    >
      <DefinitionForm
        known={what.kind === "edit" ? what.definition : null}
        begin={() => beginOf(what)}
        onChanged={() => {
          isChanged.current = true;
        }}
        onSaved={(saved) => {
          close();
          onSaved(saved);
        }}
      />
      <LoseChanges open={isAsking} onStay={() => setIsAsking(false)} onLose={close} />
    </Dialog>
  );
}

function titleOf(what: What): string {
  switch (what.kind) {
    case "new":
      return t`Add an agent`;
    case "edit":
      return t`Edit ${what.definition.name}`;
    case "copy":
      return t`Copy ${what.definition.name}`;
  }
}

function beginOf(what: What) {
  switch (what.kind) {
    case "new":
      return newDefinitionDraft();
    case "edit":
      return definitionDraftOf(what.definition);
    case "copy":
      return copyDraftOf(what.definition);
  }
}
