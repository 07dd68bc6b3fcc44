import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { keepPreviousData, useMutation } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useState } from "react";
import { problemOf } from "../../../lib/errors.ts";
import { formatBytes } from "../../../lib/format.ts";
import { client, trpc } from "../../../lib/trpc.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { ProblemNotice } from "../../../ui/notice.tsx";
import { SearchSelect } from "../../../ui/search-select.tsx";
import { useSettled } from "../../../lib/use-settled.ts";

/** How many files one looks through before typing. */
const shownFiles = 50;

/** Take the text of a file of the repository: of a plan, an issue, a list of things to do. */
export function FilePicker({
  repositoryId,
  onInsert,
}: {
  repositoryId: string;
  onInsert: (text: string) => void;
}) {
  const [search, setSearch] = useState("");
  const [wasOpened, setOpened] = useState(false);
  const list = trpc.repositories.promptFiles.useQuery(
    { id: repositoryId, search: useSettled(search), limit: shownFiles },
    { enabled: wasOpened, placeholderData: keepPreviousData },
  );
  const read = useMutation({
    mutationFn: (path: string) => client.repositories.promptFile.query({ id: repositoryId, path }),
    onSuccess: ({ text }) => onInsert(text),
  });
  const words = () => {
    if (list.isFetching) return t`Looking…`;
    if (list.isError) return problemOf(list.error).message;
    return search === "" ? t`No text file is tracked by git here.` : t`No text file of that name.`;
  };
  return (
    <>
      <SearchSelect
        label={t`From a file…`}
        look={buttonClass({ variant: "ghost", size: "sm" })}
        value={null}
        chosen={
          <>
            <FileText aria-hidden className="size-3.5" />
            {read.isPending ? <Trans>Reading…</Trans> : <Trans>From a file…</Trans>}
          </>
        }
        groups={[
          {
            label: "",
            items: (list.data?.files ?? []).map(({ path, bytes }) => ({
              id: path,
              name: path,
              path,
              bytes,
            })),
          },
        ]}
        itemView={({ path, bytes }) => (
          <span className="flex min-w-0 items-baseline gap-2">
            <span className="min-w-0 flex-1 font-mono text-xs [overflow-wrap:anywhere]">
              {path}
            </span>
            <span className="shrink-0 text-xs text-ink-3">{formatBytes(bytes)}</span>
          </span>
        )}
        search={search}
        onSearch={(text) => {
          setOpened(true);
          setSearch(text);
        }}
        onChoose={({ path }) => read.mutate(path)}
        searchLabel={t`Search files`}
        emptyWords={words()}
        note={list.data?.truncated ? t`There are more: type to find them.` : null}
      />
      {read.isError && (
        <ProblemNotice problem={problemOf(read.error)} className="order-last w-full" />
      )}
    </>
  );
}
