import { i18n } from "@lingui/core";

// The tests read the English that stands in the code.
i18n.loadAndActivate({ locale: "en", messages: {} });
