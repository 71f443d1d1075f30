package dev.wave.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What every program in the sandbox sees of the system: its programs and libraries, and of `/etc` what
/// programs need and nobody keeps secrets in.
///
/// Kept out on purpose: `npmrc`, `pip.conf`, `gitconfig`, Maven's `settings.xml`, keys and `shadow`;
/// `resolv.conf`, since there is nobody to ask.
final class SystemViews {
    private static final List<String> TOP =
            List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store", "/gnu/store");

    private static final List<String> ETC = List.of(
            "alternatives",
            "ca-certificates",
            "ca-certificates.conf",
            "crypto-policies",
            "debian_version",
            "dotnet",
            "fonts",
            "gai.conf",
            "host.conf",
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "localtime",
            "lsb-release",
            "magic",
            "magic.mime",
            "maven/logging",
            "maven/m2.conf",
            "mime.types",
            "nsswitch.conf",
            "os-release",
            "perl",
            "php",
            "pki/ca-trust",
            "pki/java",
            "pki/tls/certs",
            "pki/tls/openssl.cnf",
            "protocols",
            "services",
            "ssl/certs",
            "ssl/openssl.cnf",
            "static",
            "terminfo",
            "timezone");

    /// Families of folders in `/etc`, by how their names begin.
    private static final List<String> ETC_FAMILIES = List.of("java", "python");

    private SystemViews() {}

    /// @param cache where copies of small files may lie
    static List<View> all(Path cache, InsideUser user) throws IOException {
        var views = new ArrayList<View>();
        views.add(View.Shown.here(Path.of("/usr")));
        for (var name : TOP) {
            var path = Path.of(name);
            if (Files.isSymbolicLink(path)) {
                views.add(new View.Link(Files.readSymbolicLink(path).toString(), name));
            } else if (Files.isDirectory(path)) {
                views.add(View.Shown.here(path));
            }
        }
        var system = Path.of("/etc");
        var files = new TreeMap<String, Path>();
        for (var name : ETC) {
            var path = system.resolve(name);
            if (Files.isDirectory(path)) {
                views.add(View.Shown.here(path));
            } else if (Files.isReadable(path)) {
                files.put(name, path);
            }
        }
        for (var folder : children(system)) {
            if (ETC_FAMILIES.stream().anyMatch(folder.getFileName().toString()::startsWith)) {
                views.add(View.Shown.here(folder));
            }
        }
        views.addAll(EtcFiles.in(cache, files, EtcFiles.own(user)).views());
        for (var empty : List.of("/run", "/home", "/root", "/mnt", "/var")) {
            views.add(new View.Folder(empty));
        }
        views.add(new View.Link("/tmp", "/var/tmp"));
        views.add(new View.Link("/run", "/var/run"));
        return views;
    }

    /// Covers what root may do in `/proc` without any capability: a program whose kernel id is root's could
    /// change the settings of the whole machine there.
    static List<View> covers() throws IOException {
        var covers = new ArrayList<View>();
        for (var entry : children(Path.of("/proc"))) {
            if (entry.getFileName().toString().matches("[0-9]+") || Files.isSymbolicLink(entry)) {
                continue;
            }
            var mode = (int) Files.getAttribute(entry, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            var isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
            if (!isFolder && (mode & 0004) == 0) {
                covers.add(new View.Shown(Path.of("/dev/null"), entry.toString()));
            } else if (isFolder || (mode & 0222) != 0) {
                covers.add(View.Shown.here(entry));
            }
        }
        return covers;
    }

    private static List<Path> children(Path folder) throws IOException {
        var children = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(children::add);
        }
        children.sort(null);
        return children;
    }
}
