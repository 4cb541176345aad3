package org.maslin.server.scale;

import org.maslin.security.Principal;
import org.maslin.server.plumbing.http.Json;

/** Which half of an organisation a key sees: nothing of the one is visible in the other. */
enum Mode {
    LIVE,
    TEST;

    static Mode of(Principal principal) {
        return principal.how() == Principal.How.TEST_KEY ? TEST : LIVE;
    }

    String word() {
        return Json.word(this);
    }
}
