package org.maslin.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** The walls of the house: features only look down the ladder, and few may see the world. */
class WallsTest {

    private static final String SERVER = "org.maslin.server.";

    /** From the bottom up; those of one rung do not know each other. */
    private static final List<List<String>> LADDER =
            List.of(
                    List.of("plumbing"),
                    List.of("records"),
                    List.of("identity", "jobs"),
                    List.of("projects", "samples"),
                    List.of("tasks"),
                    List.of("annotations"),
                    List.of("consensus"),
                    List.of("datasets", "models"),
                    List.of("synthesis", "curation", "training"),
                    List.of("evaluation"),
                    List.of("loop"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.maslin.server");

    @Test
    void features_onlyLookDownTheLadder() {
        for (int rung = 0; rung < LADDER.size(); rung++) {
            for (String feature : LADDER.get(rung)) {
                for (List<String> higher : LADDER.subList(rung + 1, LADDER.size())) {
                    for (String other : higher) {
                        noClasses()
                                .that()
                                .resideInAPackage(SERVER + feature + "..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(SERVER + other + "..")
                                .check(CLASSES);
                    }
                }
            }
        }
    }

    @Test
    void longJobs_doNotKnowEachOther() {
        List<String> jobs = List.of("synthesis", "curation", "training");
        for (String one : jobs) {
            for (String other : jobs) {
                if (!one.equals(other)) {
                    noClasses()
                            .that()
                            .resideInAPackage(SERVER + one + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(SERVER + other + "..")
                            .check(CLASSES);
                }
            }
        }
    }

    @Test
    void sql_isSeenByStoresAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + "plumbing..")
                .and()
                .haveSimpleNameNotEndingWith("Store")
                .and()
                .haveSimpleNameNotEndingWith("Feature")
                .and()
                .haveNameNotMatching(".*Store\\$.*")
                .and()
                .doNotHaveSimpleName("JobScheduler")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc..", "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void rules_readNoClockAndNoLuck() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Flow")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
                .check(CLASSES);
    }

    @Test
    void rules_knowNeitherSqlNorHttp() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Flow")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "jakarta.servlet..",
                        "java.sql..",
                        "java.net.http..")
                .check(CLASSES);
    }

    @Test
    void reports_knowNeitherSqlNorHttpNorAnyFeature() {
        noClasses()
                .that()
                .resideInAPackage(SERVER + "report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        SERVER + "loop..",
                        SERVER + "records..",
                        "java.sql..")
                .check(CLASSES);
    }
}
