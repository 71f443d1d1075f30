package dev.wave.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who a program in the sandbox is: the user himself, but never root. Root's programs see an ordinary user
/// who owns what root owns; so several agents, which refuse to work for root, do work.
///
/// @param outside the id that the kernel knows him by
record InsideUser(int user, int group, int outside) {
    private static final int ORDINARY = 1000;
    static final String HOME = "/home/wave";

    /// The one for the user this process runs as.
    static InsideUser current() throws IOException {
        var self = Path.of("/proc/self");
        var user = ((Number) Files.getAttribute(self, "unix:uid")).intValue();
        var group = ((Number) Files.getAttribute(self, "unix:gid")).intValue();
        return new InsideUser(user == 0 ? ORDINARY : user, group == 0 ? ORDINARY : group, user);
    }

    boolean isRootOutside() {
        return outside == 0;
    }

    /// `/etc/passwd` as he sees it: root, himself, nobody.
    String passwd() {
        return """
                root:x:0:0:root:/root:/usr/sbin/nologin
                wave:x:%d:%d:Wave:%s:/bin/sh
                nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
                """.formatted(user, group, HOME);
    }

    /// `/etc/group`.
    String groups() {
        return """
                root:x:0:
                wave:x:%d:
                nogroup:x:65534:
                """.formatted(group);
    }
}
