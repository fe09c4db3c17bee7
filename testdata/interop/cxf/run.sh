#!/usr/bin/env bash
# Apache CXF as the peer of the interop suite.
#
#   run.sh build [mvn options]
#   run.sh serve -http PORT -https PORT [-engine dom|stax] [-stax-http PORT -stax-https PORT] [-until-eof] [-v]
#   run.sh call -url BASE -port NAME[,NAME...] [-engine dom|stax] [-n 2] [-cancel] [-v]
#   run.sh plain-offer HTTP HTTPS KEY CERTIFICATE
#   run.sh plain-wsdl HTTP FOLDER
#   run.sh plain-use
#
# All build first when the sources are newer. See README.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
wsdl=$here/../../wsdl/ping/WSSecureConversation.wsdl
swa=$here/../soap/sets/swa/swa-mime.wsdl
classpath=$here/target/classpath

# The class path names jars in Maven's local repository; that one may have been emptied since.
built() {
  [ -s "$classpath" ] || return 1
  [ -z "$(find "$here/pom.xml" "$here/src" -newer "$classpath" -print -quit)" ] || return 1
  local jars jar
  IFS=: read -ra jars <"$classpath"
  for jar in "${jars[@]}"; do [ -f "$jar" ] || return 1; done
}

compile() {
  local try
  for try in 1 2 3; do
    # Downloads fail now and then; -U asks again for what was noted as missing.
    if mvn -q -B -U -f "$here/pom.xml" "$@" compile dependency:build-classpath \
        -Dmdep.outputFile="$classpath.new" >"$here/target/build.log" 2>&1; then
      mv "$classpath.new" "$classpath"
      return
    fi
    cat "$here/target/build.log" >&2
    echo "build: try $try of 3 failed" >&2
    sleep 3
  done
  return 1
}

# Two callers may come at once: the second waits and finds the work done.
build() {
  built && return
  mkdir -p "$here/target"
  (
    if command -v flock >/dev/null; then flock 9; fi
    built || compile "$@"
  ) 9>"$here/target/lock"
}

# exec: the caller's process is the JVM, so ending the one ends the other.
java_main() {
  # CXF's caches leave temporary folders behind. They go to one folder for each process,
  # and those of processes that are gone are removed.
  local tmp=$here/target/tmp old
  for old in "$tmp"/*; do
    [ ! -d "$old" ] || kill -0 "${old##*/}" 2>/dev/null || rm -rf "$old"
  done
  mkdir -p "$tmp/$$"
  exec java -Xmx512m -XX:+UseSerialGC -Djava.io.tmpdir="$tmp/$$" -Dwsdl="$wsdl" -Dswa="$swa" \
    -cp "$here/target/classes:$(<"$classpath")" "$@"
}

case ${1:-} in
  build) shift; build "$@" ;;
  serve) shift; build; java_main wsscgen.interop.Serve "$@" ;;
  # A client is gone before the optimising compiler pays; for a server's RSA it does.
  call) shift; build; java_main -XX:TieredStopAtLevel=1 wsscgen.interop.Call "$@" ;;
  # Services without policies; see ../soap/README.md.
  plain-offer) shift; build; java_main -XX:TieredStopAtLevel=1 wsscgen.interop.plain.Offer offer "$@" ;;
  plain-wsdl) shift; build; java_main wsscgen.interop.plain.Offer wsdl "$@" ;;
  plain-use) shift; build; java_main -XX:TieredStopAtLevel=1 wsscgen.interop.plain.Use "$@" ;;
  *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
