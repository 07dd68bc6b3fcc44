/** What an agent of a Ralph run says as its own final line when the whole work is done. */
export const completionPromise = "<promise>COMPLETE</promise>";
