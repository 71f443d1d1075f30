import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What only commands use that are called seldom: every start pays for each class of the cache.
final List<String> SELDOM = List.of(
        "/dev/wave/report", "/dev/wave/schema", "/dev/wave/help", "/dev/wave/show", "/dev/wave/upkeep", "/dev/wave/doctor");

/// Prints the class list for an AOT cache (the text that `-XX:SharedClassListFile` reads, `classListParser.cpp` in OpenJDK):
/// all of Wave's classes and those a list names that are there, and for each all that it could ever link.
///
/// What Java itself records of linking depends on the order of threads; what a class mentions does not.
///
///     java ClassList.java JRE JAR LIST
void main(String[] args) throws IOException {
    try (var jre = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", args[0]));
            var jar = FileSystems.newFileSystem(Path.of(args[1]))) {
        var packages = packages(jre);
        var classes = new TreeMap<String, Path>();
        for (var name : Files.readAllLines(Path.of(args[2]))) {
            find(name, packages, jre, jar).ifPresent(file -> classes.put(name, file));
        }
        try (var own = Files.walk(jar.getPath("/dev/wave"))) {
            own.filter(file -> file.toString().endsWith(".class") && !file.endsWith("package-info.class"))
                    .filter(file -> SELDOM.stream().noneMatch(file::startsWith))
                    .forEach(file -> classes.put(file.toString().replaceAll("^/|\\.class$", ""), file));
        }
        classes.keySet().forEach(IO::println);
        for (var name : classes.keySet()) {
            var mentioned = mentioned(Files.readAllBytes(classes.get(name)));
            if (!mentioned.isEmpty()) {
                IO.println("@cp " + name + " " + mentioned);
            }
        }
    }
}

/// Package, with slashes, to the module that has it.
Map<String, String> packages(FileSystem jre) throws IOException {
    try (var links = Files.walk(jre.getPath("/packages"), 2)) {
        return links.filter(link -> link.getNameCount() == 3)
                .filter(link -> Files.isDirectory(jre.getPath("/modules", link.getName(2).toString(),
                        link.getName(1).toString().replace('.', '/'))))
                .collect(Collectors.toMap(
                        link -> link.getName(1).toString().replace('.', '/'),
                        link -> link.getName(2).toString(),
                        (one, other) -> one));
    }
}

Optional<Path> find(String name, Map<String, String> packages, FileSystem jre, FileSystem jar) {
    var inJar = jar.getPath("/" + name + ".class");
    if (Files.exists(inJar)) {
        return Optional.of(inJar);
    }
    return Optional.ofNullable(packages.get(name.substring(0, Math.max(0, name.lastIndexOf('/')))))
            .map(module -> jre.getPath("/modules", module, name + ".class"))
            .filter(Files::exists);
}

String mentioned(byte[] bytes) {
    return StreamSupport.stream(ClassFile.of().parse(bytes).constantPool().spliterator(), false)
            .filter(entry -> entry instanceof MemberRefEntry
                    || entry instanceof ClassEntry
                    || entry instanceof InvokeDynamicEntry)
            .map(PoolEntry::index)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
}
