#!/bin/sh
# The README's way over a cluster: a Slurm job array reads the parts of a list, and the results
# load into the database that an import would give. Starts a cluster of its own, of this machine
# alone, with sockets, state and keys in a temporary folder.
#
#   sh tests/bulk/slurm_test.sh JIZEN
#
# Ends with 77 (skipped) where Slurm is not installed, or its daemons cannot run: they need root.
set -eu
for program in slurmctld slurmd sbatch squeue munged; do
  command -v $program >/dev/null || exit 77
done
[ "$(id -u)" = 0 ] || exit 77
jizen=$(realpath "$1")
cd "$(dirname "$0")/../.."
work=$(mktemp -d "${TMPDIR:-/tmp}/jizen-slurm.XXXXXX")
chmod 755 "$work"
stop() {
  for name in slurmd slurmctld munged; do
    [ ! -s "$work/$name.pid" ] || kill "$(cat "$work/$name.pid")" 2>/dev/null || true
  done
  sleep 1
  rm -rf "$work"
}
trap stop EXIT

host=$(hostname -s)
free_port() {
  /usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("", 0)); print(s.getsockname()[1])'
}
mkdir "$work/state" "$work/spool"
dd if=/dev/urandom of="$work/munge.key" bs=128 count=1 2>/dev/null
chmod 600 "$work/munge.key"
cat > "$work/slurm.conf" <<END
ClusterName=jizen
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
ReturnToService=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=10 State=UP
END
export SLURM_CONF="$work/slurm.conf"
munged --force --key-file="$work/munge.key" --socket="$work/munge.socket" \
  --pid-file="$work/munged.pid" --log-file="$work/munged.log" --seed-file="$work/munge.seed"
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF"
for _ in $(seq 30); do
  sinfo -h -o %T 2>/dev/null | grep -q idle && break
  sleep 1
done
if ! sinfo -h -o %T 2>/dev/null | grep -q idle; then
  echo "the daemons do not run here" >&2
  tail -n 5 "$work"/*.log >&2
  exit 77
fi

find corpus/text corpus/samples-slides corpus/cairo tests/app/data -type f | LC_ALL=C sort > "$work/files"
cat > "$work/array.sh" <<END
#!/bin/sh
sed -n "\$((SLURM_ARRAY_TASK_ID + 1))~4p" "$work/files" |
  "$jizen" parse --jsonl > "$work/part-\$SLURM_ARRAY_TASK_ID.jsonl"
[ \$? -le 1 ]
END
sbatch --wait --array=0-3 --output="$work/%A_%a.log" --chdir="$(pwd)" "$work/array.sh"
export JIZEN_DB="$work/slurm.db"
"$jizen" load "$work"/part-*.jsonl 2> "$work/messages" || [ $? = 1 ]
"$jizen" import --db "$work/import.db" - < "$work/files" 2>> "$work/messages" || [ $? = 1 ]
"$jizen" export --format jsonl --out "$work/slurm.jsonl"
"$jizen" export --db "$work/import.db" --format jsonl --out "$work/import.jsonl"
[ -s "$work/import.jsonl" ]
cmp "$work/slurm.jsonl" "$work/import.jsonl"
echo "$(wc -l < "$work/import.jsonl") sheets, the same to the byte"
