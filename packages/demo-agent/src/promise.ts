/** What an agent of a Ralph run says as its final line when the work is done. */
export const completionPromise = "<promise>COMPLETE</promise>";
