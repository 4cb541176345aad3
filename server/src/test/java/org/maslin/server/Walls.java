package org.maslin.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * The walls of a house whose features are packages below a root: they only look down the ladder,
 * and few may see the world.
 */
final class Walls {

    /** From the bottom up; those of one rung do not know each other. */
    private static final List<List<String>> LADDER =
            List.of(
                    List.of("plumbing"),
                    List.of("records"),
                    List.of("identity", "jobs"),
                    List.of("projects", "samples"),
                    List.of("tasks"),
                    List.of("predictions", "threads"),
                    List.of("annotations"),
                    List.of("consensus"),
                    List.of("reviews", "gold", "qualifications", "diagnosis"),
                    List.of("workforce"),
                    List.of(
                            "datasets",
                            "models",
                            "webhooks",
                            "imports",
                            "bulk",
                            "exports",
                            "live",
                            "operations"),
                    List.of("synthesis", "curation", "training", "generation"),
                    List.of("evaluation"),
                    List.of("loop"),
                    List.of("scale", "openai"));

    private static final List<String> LONG_JOBS = List.of("synthesis", "curation", "training");

    private static final List<String> LIBRARIES =
            List.of("core", "dataset", "quality", "synth", "curate", "train", "security");

    private final String root;

    Walls(String root) {
        this.root = root;
    }

    List<ArchRule> ladder() {
        var rules = new ArrayList<ArchRule>();
        for (int rung = 0; rung < LADDER.size(); rung++) {
            for (String feature : LADDER.get(rung)) {
                for (List<String> higher : LADDER.subList(rung + 1, LADDER.size())) {
                    higher.forEach(other -> rules.add(apart(feature, other)));
                }
            }
        }
        return rules;
    }

    List<ArchRule> longJobs() {
        var rules = new ArrayList<ArchRule>();
        for (String one : LONG_JOBS) {
            for (String other : LONG_JOBS) {
                if (!one.equals(other)) {
                    rules.add(apart(one, other));
                }
            }
        }
        return rules;
    }

    private ArchRule apart(String feature, String other) {
        return noClasses()
                .that()
                .resideInAPackage(root + "." + feature + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "." + other + "..")
                .allowEmptyShould(true)
                .because("features only look down the ladder; publish an event instead");
    }

    ArchRule sql() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".plumbing..")
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
                .because("all SQL of a feature is in its Store");
    }

    ArchRule clockAndLuck() {
        return noClasses()
                .that(areRulesOrLibraries())
                .should()
                .accessTargetWhere(readsClockOrLuck())
                .because("time, randomness and ids come in through the constructor");
    }

    private DescribedPredicate<JavaClass> areRulesOrLibraries() {
        return DescribedPredicate.describe(
                "are rules (…Flow) or in a library",
                type ->
                        type.getName().startsWith(root + ".") && isRule(type)
                                || LIBRARIES.stream()
                                        .map(library -> "org.maslin." + library)
                                        .anyMatch(
                                                library ->
                                                        (type.getPackageName() + ".")
                                                                .startsWith(library + ".")));
    }

    private static boolean isRule(JavaClass type) {
        return type.getSimpleName().endsWith("Flow")
                || type.getEnclosingClass().map(Walls::isRule).orElse(false);
    }

    private static DescribedPredicate<JavaAccess<?>> readsClockOrLuck() {
        return DescribedPredicate.describe(
                "reads the clock or draws what no seed repeats",
                access -> {
                    AccessTarget target = access.getTarget();
                    JavaClass owner = target.getOwner();
                    return switch (target.getName()) {
                        case "now" -> owner.getPackageName().startsWith("java.time");
                        case "currentTimeMillis", "nanoTime" -> owner.isEquivalentTo(System.class);
                        case "system", "systemUTC", "systemDefaultZone" ->
                                owner.isEquivalentTo(Clock.class)
                                        || owner.isEquivalentTo(InstantSource.class);
                        case "randomUUID" -> owner.isEquivalentTo(UUID.class);
                        case "random" -> owner.isEquivalentTo(Math.class);
                        case "current" -> owner.isEquivalentTo(ThreadLocalRandom.class);
                        case "getDefault", "of" -> owner.isEquivalentTo(RandomGenerator.class);
                        case "<init>" -> makesLuck(owner);
                        default -> false;
                    };
                });
    }

    private static boolean makesLuck(JavaClass type) {
        return type.isEquivalentTo(Date.class)
                || type.isEquivalentTo(Random.class)
                || type.isEquivalentTo(SplittableRandom.class);
    }

    ArchRule flows() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .haveSimpleNameEndingWith("Flow")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "jakarta.servlet..",
                        "java.sql..",
                        "java.net.http..")
                .because("rules are pure; SQL is in the Store, HTTP in the Routes");
    }

    ArchRule reports() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        root + ".loop..",
                        root + ".records..",
                        "java.sql..");
    }
}
