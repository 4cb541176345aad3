package org.maslin.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The walls stand in this house, and would be seen to fall in a bad one. */
class WallsTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.maslin");

    private static final JavaClasses BAD =
            new ClassFileImporter().importPackages("org.maslin.badhouse");

    private final Walls walls = new Walls("org.maslin.server");
    private final Walls bad = new Walls("org.maslin.badhouse");

    @Test
    void features_onlyLookDownTheLadder() {
        walls.ladder().forEach(rule -> rule.check(CLASSES));
        assertThat(bad.ladder()).anySatisfy(rule -> assertBroken(rule, "LooksUp", "Higher"));
    }

    @Test
    void longJobs_doNotKnowEachOther() {
        walls.longJobs().forEach(rule -> rule.check(CLASSES));
    }

    @Test
    void sql_isSeenByStoresAlone() {
        walls.sql().check(CLASSES);
        assertBroken(bad.sql(), "SqlFlow", "JdbcClient");
    }

    @Test
    void rulesAndLibraries_readNoClockAndNoLuck() {
        walls.clockAndLuck().check(CLASSES);
        assertBroken(bad.clockAndLuck(), "ClockFlow$Nested", "Instant.now()");
        assertBroken(bad.clockAndLuck(), "LuckFlow", "UUID.randomUUID()");
    }

    @Test
    void rules_knowNeitherSqlNorHttp() {
        walls.flows().check(CLASSES);
        assertBroken(bad.flows(), "SqlFlow", "JdbcClient");
    }

    @Test
    void reports_knowNeitherSqlNorHttpNorAnyFeature() {
        walls.reports().check(CLASSES);
    }

    private static void assertBroken(ArchRule rule, String... names) {
        var violations = rule.evaluate(BAD).getFailureReport().getDetails();
        assertThat(violations).anySatisfy(text -> assertThat(text).contains(names));
    }
}
