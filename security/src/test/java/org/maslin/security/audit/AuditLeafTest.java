package org.maslin.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.maslin.core.BadInputException;

class AuditLeafTest {

    private static final AuditLeaf LEAF =
            new AuditLeaf(
                    new UUID(0, 1),
                    1_790_000_000_000_001L,
                    new UUID(0, 2),
                    "user/7",
                    "submit-annotation",
                    "task/“9”",
                    new TreeMap<>(Map.of("subject", Commitment.of(new byte[16], "a name"))));

    /** Format 1, for ever: a change here breaks every tree that exists. */
    @Test
    void bytes_format1_staysAsItIs() {
        assertThat(new String(LEAF.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "\u0001{\"action\":\"submit-annotation\",\"actor\":\"user/7\",\"at\":1790000000000001,\"commitments\":{\"subject\":\""
                                + Commitment.of(new byte[16], "a name")
                                + "\"},\"id\":\"00000000-0000-0000-0000-000000000001\",\"object\":\"task/“9”\",\"organisation\":\"00000000-0000-0000-0000-000000000002\"}");
    }

    @Test
    void parse_itsOwnBytes_givesTheSameLeaf() {
        assertThat(AuditLeaf.parse(LEAF.bytes())).isEqualTo(LEAF);
    }

    @Test
    void parse_anyOtherSpelling_isRefused() {
        String text = new String(LEAF.bytes(), StandardCharsets.UTF_8);
        for (String other :
                new String[] {
                    "",
                    "\u0002" + text.substring(1),
                    text + " ",
                    text.replace("{\"action", "{ \"action")
                }) {
            assertThatThrownBy(() -> AuditLeaf.parse(other.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(BadInputException.class);
        }
    }
}
