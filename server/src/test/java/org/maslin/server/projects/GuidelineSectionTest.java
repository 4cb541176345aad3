package org.maslin.server.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuidelineSectionTest {

    @Test
    void sections_beginAtHeadings_andKeepTheirExamplesApart() {
        List<GuidelineSection> sections =
                GuidelineSection.of(
                        """
                        Read this first.

                        # Stale buns
                        A bun is stale if it is hard.
                        ### Good example
                        "My bun broke a tooth."
                        ### More
                        Ask if in doubt.
                        ## Prices & coins ##
                        ```
                        # no heading
                        ```
                        ## Stale buns
                        """);
        assertThat(sections)
                .extracting(GuidelineSection::id)
                .containsExactly("top", "stale-buns", "prices-coins", "stale-buns-2");
        GuidelineSection buns = sections.get(1);
        assertThat(buns.heading()).isEqualTo("Stale buns");
        assertThat(buns.text())
                .isEqualTo("A bun is stale if it is hard.\n### More\nAsk if in doubt.");
        assertThat(buns.examples())
                .containsExactly(
                        new GuidelineSection.Example("Good example", "\"My bun broke a tooth.\""));
        assertThat(sections.get(2).text()).isEqualTo("```\n# no heading\n```");
        assertThat(buns.has(List.of("TOOTH", "stale"))).isTrue();
        assertThat(buns.has(List.of("coins"))).isFalse();
        assertThat(GuidelineSection.of("")).isEmpty();
    }
}
