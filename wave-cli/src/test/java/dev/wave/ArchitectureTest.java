package dev.wave;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What must stay true of the code as a whole. Each rule is a method of the classes it holds for, and is held
/// twice: against Wave, and against code in [dev.wave.planted] that breaks it.
class ArchitectureTest {

    private static final JavaClasses WAVE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.wave");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("dev.wave.planted");

    @Test
    void packages_form_no_cycles() {
        slices().matching("dev.wave.(*)..").should().beFreeOfCycles().check(WAVE);
        breaks(slices().matching("dev.wave.planted.cycle.(*)..").should().beFreeOfCycles(), "First", "Second");
    }

    @Test
    void modules_depend_only_downwards() {
        dependOnlyOn(module("wave-core"), module("wave-core")).check(WAVE);
        dependOnlyOn(module("wave-drivers"), module("wave-core").or(module("wave-drivers")))
                .check(WAVE);
        dependOnlyOn(module("wave-testkit"), module("wave-core").or(module("wave-testkit")))
                .check(WAVE);
        dependOnlyOn(module("wave-cli"), not(module("wave-testkit"))).check(WAVE);

        var cycleOne = resideInAPackage("dev.wave.planted.cycle.one");
        breaks(dependOnlyOn(cycleOne, cycleOne), "Second");
    }

    @Test
    void core_has_no_effects() {
        haveNoEffects(module("wave-core")).check(WAVE);
        breaks(
                haveNoEffects(resideInAPackage("dev.wave.planted.effects")),
                "Files.readString",
                "ProcessBuilder.start",
                "java.net.Socket",
                "System.getenv",
                "System.out",
                "System.exit",
                "Instant.now",
                "Clock.systemUTC",
                "RandomGenerator.getDefault",
                "UUID.randomUUID",
                "Thread.sleep");
        breaks(haveNoEffects(resideInAPackage("dev.wave.planted.threads")), "startVirtualThread", "Executors");
    }

    /// An agent's pipes, a process's pipes and the driver's attempts each need one; what they call does not.
    @Test
    void threads_start_in_few_packages() {
        var starters = resideInAnyPackage(
                "dev.wave.local..",
                "dev.wave.process..",
                "dev.wave.agent..",
                "dev.wave.contract..", // a check that may have to be given up
                "dev.wave.gateway..",
                "dev.wave.git..", // the pipes of the git that Wave runs for itself
                "dev.wave.journal..", // its one writer, which commits for many at once
                "dev.wave.live.."); // who draws while a run goes on, and keeps nobody waiting
        startNoThread(not(starters)).check(WAVE);
        breaks(
                startNoThread(resideInAPackage("dev.wave.planted.threads")),
                "startVirtualThread",
                "ofPlatform",
                "Thread.<init>",
                "newVirtualThreadPerTaskExecutor");
    }

    /// Loading a logging system costs more than all else that `wave --version` does, and nobody reads its
    /// files.
    @Test
    void nothing_logs() {
        logNothing(resideInAPackage("dev.wave..")).check(WAVE);
        breaks(
                logNothing(resideInAPackage("dev.wave.planted.logging")),
                "java.lang.System$Logger",
                "java.util.logging");
    }

    @Test
    void only_the_program_prints_and_exits() {
        var inSandbox = resideInAPackage("dev.wave.gateway.inside.."); // a program of its own, in a JVM of its own
        stayQuiet(not(module("wave-cli").or(inSandbox))).check(WAVE);
        breaks(stayQuiet(resideInAPackage("dev.wave.planted.effects")), "System.out", "System.exit");
    }

    @Test
    void copies_keep_their_order() {
        keepOrder(resideInAPackage("dev.wave..")).check(WAVE);
        breaks(keepOrder(resideInAPackage("dev.wave.planted.unordered")), "Set.copyOf", "Map.copyOf");
    }

    @Test
    void classes_are_named_for_their_job() {
        var sayNothing = Pattern.compile(".*(Manager|Helper|Utils?|Impl|Data)");
        assertThat(names(WAVE)).noneMatch(name -> sayNothing.matcher(name).matches());
        assertThat(names(PLANTED)).anyMatch(name -> sayNothing.matcher(name).matches());
    }

    @Test
    void every_package_opens_with_a_guide() {
        assertThat(unguided(WAVE)).isEmpty();
        assertThat(unguided(PLANTED)).contains("dev.wave.planted.unguided").doesNotContain("dev.wave.planted");
    }

    private static ArchRule dependOnlyOn(
            DescribedPredicate<JavaClass> modules, DescribedPredicate<? super JavaClass> allowed) {
        return classes()
                .that(modules)
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("dev.wave..")).or(allowed))
                .allowEmptyShould(true);
    }

    /// Values may be named (a path, a URI, an exception); nothing may be done with them.
    private static ArchRule haveNoEffects(DescribedPredicate<JavaClass> where) {
        var effects = describe("touches files, processes, the network, threads or chance", (JavaClass type) -> {
            var name = type.getName();
            return switch (type.getPackageName()) {
                case "java.io" -> name.startsWith("java.io.File") || name.equals("java.io.RandomAccessFile");
                case "java.nio.file" ->
                    Set.of("Files", "FileSystem", "FileSystems", "WatchService").contains(type.getSimpleName());
                case "java.net" -> !name.startsWith("java.net.URI");
                case "java.lang" ->
                    Set.of("ProcessBuilder", "Process", "ProcessHandle", "Runtime", "Thread")
                            .contains(type.getSimpleName());
                case "java.util.random" -> true;
                case "java.util" ->
                    Set.of("Random", "SplittableRandom", "Timer").contains(type.getSimpleName());
                case "java.security" -> name.equals("java.security.SecureRandom");
                default ->
                    Stream.of("java.nio.channels", "java.net.http", "java.util.concurrent", "java.sql")
                            .anyMatch(type.getPackageName()::startsWith);
            };
        });
        var calls = calls(
                "asks the machine",
                "java\\.lang\\.System\\.(getenv|getPropert.*|exit|out|err|in|currentTimeMillis|nanoTime)"
                        + "|java\\.time\\.\\w+\\.now"
                        + "|java\\.time\\.Clock\\.(system|tick).*"
                        + "|java\\.time\\.ZoneId\\.systemDefault"
                        + "|java\\.util\\.UUID\\.randomUUID"
                        + "|java\\.lang\\.Math\\.random"
                        + "|java\\.nio\\.file\\.Path\\.(toFile|toRealPath|toAbsolutePath|register)");
        return noClasses()
                .that(where)
                .should()
                .dependOnClassesThat(effects)
                .orShould()
                .accessTargetWhere(calls)
                .allowEmptyShould(true);
    }

    private static ArchRule startNoThread(DescribedPredicate<JavaClass> where) {
        return noClasses()
                .that(where)
                .should()
                .accessTargetWhere(calls(
                        "starts a thread",
                        "java\\.lang\\.Thread\\.(<init>|start.*|ofVirtual|ofPlatform)"
                                + "|java\\.util\\.concurrent\\.(Executors|ForkJoinPool|ThreadPoolExecutor)\\..*"
                                + "|java\\.util\\.concurrent\\.CompletableFuture\\.\\w*(Async|async)"
                                + "|java\\.util\\.Timer\\..*"
                                + "|java\\.util\\.\\w+\\.parallelStream"))
                .allowEmptyShould(true);
    }

    private static ArchRule logNothing(DescribedPredicate<JavaClass> where) {
        return noClasses()
                .that(where)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j..")
                        .or(describe("System.Logger", type -> type.getName().startsWith("java.lang.System$Logger"))));
    }

    private static ArchRule stayQuiet(DescribedPredicate<JavaClass> where) {
        return noClasses()
                .that(where)
                .should()
                .accessTargetWhere(calls(
                        "prints or exits",
                        "java\\.lang\\.System\\.(out|err|exit)|java\\.lang\\.Runtime\\.(exit|halt)"));
    }

    private static ArchRule keepOrder(DescribedPredicate<JavaClass> where) {
        return noClasses()
                .that(where)
                .should()
                .accessTargetWhere(calls(
                        "copies into an order of its own",
                        "java\\.util\\.(Set|Map)\\.copyOf"
                                + "|java\\.util\\.stream\\.Collectors\\.toUnmodifiable(Set|Map)"));
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String description, String members) {
        var pattern = Pattern.compile(members);
        return describe(
                description,
                access -> pattern.matcher(access.getTargetOwner().getName() + "."
                                + access.getTarget().getName())
                        .matches());
    }

    /// The classes that the module of this name is built from, wherever the build has put them.
    private static DescribedPredicate<JavaClass> module(String name) {
        return describe(
                "in " + name,
                type -> type.getBaseComponentType()
                        .getSource()
                        .map(source -> source.getUri().toString().contains("/" + name + "/target/"))
                        .orElse(false));
    }

    private static List<String> names(JavaClasses classes) {
        return classes.stream().map(JavaClass::getSimpleName).toList();
    }

    private static List<String> unguided(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(some -> some.tryGetPackageInfo().isEmpty())
                .map(JavaPackage::getName)
                .sorted()
                .toList();
    }

    private static void breaks(ArchRule rule, String... findings) {
        assertThat(rule.evaluate(PLANTED).getFailureReport().getDetails())
                .satisfies(details -> assertThat(String.join("\n", details)).contains(findings));
    }
}
