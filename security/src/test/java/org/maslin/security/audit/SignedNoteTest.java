package org.maslin.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.maslin.core.BadInputException;

class SignedNoteTest {

    private static final String ORIGIN = "maslin.example/audit";
    private static final SigningKey KEY = SigningKey.ofSecret(ORIGIN, new byte[32]);

    @Test
    void isSignedBy_exampleOfTheSpecification_holds() {
        VerifierKey key =
                VerifierKey.parse(
                        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        SignedNote note =
                SignedNote.parse(
                        """
                        This is an example message.

                        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
                        """);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.isSignedBy(key)).isTrue();
    }

    @Test
    void ofSecret_rfc8032Test1_hasThePublishedPublicKey() {
        var secret =
                HexFormat.of()
                        .parseHex(
                                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] typed =
                Base64.getDecoder()
                        .decode(
                                SigningKey.ofSecret("k", secret)
                                        .verifierKey()
                                        .toString()
                                        .split("\\+", 3)[2]);
        assertThat(HexFormat.of().formatHex(typed))
                .isEqualTo("01d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void pkcs8_thereAndBack_isTheSameKey() {
        SigningKey made = SigningKey.create(ORIGIN, new SecureRandom());
        SigningKey loaded = SigningKey.ofPkcs8(ORIGIN, made.pkcs8());
        assertThat(loaded.verifierKey().toString()).isEqualTo(made.verifierKey().toString());
        assertThatThrownBy(() -> SigningKey.ofPkcs8(ORIGIN, new byte[48]))
                .hasMessageContaining("backup");
    }

    @Test
    void checkpoint_signedParsedAndChecked_isTheSame() {
        var checkpoint = new Checkpoint(ORIGIN, 20_852_163, TreeHash.ofLeaf(new byte[0]));
        String text = checkpoint.sign(KEY).toString();
        SignedNote note = SignedNote.parse(text);
        assertThat(text).startsWith(ORIGIN + "\n20852163\n").isEqualTo(note.toString());
        assertThat(note.isSignedBy(VerifierKey.parse(KEY.verifierKey().toString()))).isTrue();
        assertThat(Checkpoint.parse(note.text())).isEqualTo(checkpoint);
    }

    @Test
    void isSignedBy_changedTextOrOtherKey_doesNotHold() {
        String text = new Checkpoint(ORIGIN, 5, TreeHash.EMPTY).sign(KEY).toString();
        SignedNote changed = SignedNote.parse(text.replace("\n5\n", "\n6\n"));
        assertThat(changed.isSignedBy(KEY.verifierKey())).isFalse();
        SigningKey other = SigningKey.create(ORIGIN, new SecureRandom());
        assertThat(SignedNote.parse(text).isSignedBy(other.verifierKey())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "a\n\nb\n",
                "a\n\n— one\n",
                "a\n\n— k AAAA",
                "a\n\n- k AAAA\n"
            })
    void parse_whatIsNoNote_isRefused(String text) {
        assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(BadInputException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a+b",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void parse_whatIsNoKey_isRefused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(BadInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o\n1\n", "o\n01\nAAAA\n", "o\n99999999999999999999\nAAAA\n"})
    void parse_whatIsNoCheckpoint_isRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(BadInputException.class);
    }
}
