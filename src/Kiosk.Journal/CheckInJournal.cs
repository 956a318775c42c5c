using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>
/// The record of every tap: what it acknowledged is on the disk. Single writer, enforced by a lock released on exit.
/// After the first failure it takes no more records until it is opened again, which reads it anew.
/// </summary>
internal sealed class CheckInJournal : IDisposable
{
    /// <summary>The length in bytes at which a segment is full.</summary>
    public const long DefaultSegmentLength = 8 * 1024 * 1024;

    private const int UsualFrameLength = 4096;

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly string terminalId;
    private readonly IDurableFiles files;
    private readonly long segmentLength;
    private readonly FileLock writerLock;
    private IDurableFile segment;
    private int segmentNumber;
    private byte[] buffer = new byte[UsualFrameLength];
    private ChainLink last;
    private DateTimeOffset? lastAttested;
    private ulong notes;
    private Exception? failure;
    private bool isDisposed;

    private CheckInJournal(string folder, string terminalId, IDurableFiles files, long segmentLength, FileLock writerLock)
    {
        this.folder = folder;
        this.terminalId = terminalId;
        this.files = files;
        this.segmentLength = segmentLength;
        this.writerLock = writerLock;
        var recovery = JournalRecovery.Run(folder, terminalId, files);
        Recovery = recovery.Report;
        Found = recovery.Tail;
        last = recovery.Last;
        lastAttested = recovery.LastAttested;
        notes = recovery.Notes;
        segmentNumber = recovery.Report.Segments;
        segment = files.OpenAppend(JournalFolder.SegmentPath(folder, segmentNumber));
    }

    /// <summary>Raised for each record once it is on the disk, in order, before <see cref="Append"/> returns: a handler must neither block nor throw.</summary>
    public event Action<JournalEntry>? Appended;

    /// <summary>The last records that were there when it was opened, as <see cref="JournalRecovery.Tail"/>.</summary>
    public IReadOnlyList<JournalEntry> Found { get; }

    /// <summary>What opening found, and cut.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Whether an append failed: the terminal must be out of service.</summary>
    public bool IsFailed => Volatile.Read(ref failure) is not null;

    /// <summary>Number of the last acknowledged frame; 0 before the first.</summary>
    public JournalSequence LastSequence
    {
        get
        {
            lock (gate)
            {
                return new(last.Sequence);
            }
        }
    }

    /// <summary>How many records are of taps: all but the terminal's notes about itself.</summary>
    public ulong Taps
    {
        get
        {
            lock (gate)
            {
                return last.Sequence - notes;
            }
        }
    }

    /// <summary>The newest instant on record under network time; null before the first.</summary>
    public DateTimeOffset? LastAttested
    {
        get
        {
            lock (gate)
            {
                return lastAttested;
            }
        }
    }

    /// <summary>Opens the journal in a folder, creating both where they are missing, and reads it from end to end.</summary>
    /// <param name="terminalId">1 to 255 bytes of UTF-8; the same for the life of the journal.</param>
    /// <exception cref="JournalException">Another process writes it, it is broken, it belongs to another terminal, or the disk refuses.</exception>
    public static CheckInJournal Open(string folder, string terminalId, IDurableFiles files, long segmentLength = DefaultSegmentLength)
    {
        FileLock? taken = null;
        try
        {
            DurableFolder.Create(folder, files);
            taken = FileLock.TryTake(JournalFolder.LockPath(folder)) ?? throw new JournalException($"The journal in {folder} is being written by another process.");
            var journal = new CheckInJournal(folder, terminalId, files, segmentLength, taken);
            taken = null;
            return journal;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal in {folder} cannot be opened: {cause.Message}", cause);
        }
        finally
        {
            taken?.Dispose();
        }
    }

    /// <summary>Appends a record and returns when it is on the disk. Any thread may call.</summary>
    /// <param name="seal">Completed with the record's place and put in the record; null for a record that seals nothing.</param>
    /// <exception cref="ArgumentException">The record has a part that is too long or a number without meaning; nothing was written.</exception>
    /// <exception cref="JournalException">The record may not be on the disk, and none will be taken any more.</exception>
    public JournalReceipt Append(JournalRecord record, PendingSeal? seal = null)
    {
        JournalFrame.Check(record);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (failure is not null)
            {
                throw new JournalException($"The journal takes no records since it failed: {failure.Message}", failure);
            }

            JournalReceipt receipt;
            try
            {
                record = seal is null ? record : record with { Sealed = seal.Complete(last) };
                receipt = Write(record, JournalFrame.LengthOf(record));
            }
            catch (Exception cause)
            {
                // Whatever it was, how much of the frame reached the disk is unknown.
                Volatile.Write(ref failure, cause);
                throw new JournalException($"The journal could not be written: {cause.Message}", cause);
            }

            Appended?.Invoke(new(receipt.Sequence, record, receipt.FrameHash));
            return receipt;
        }
    }

    /// <summary>All frames acknowledged when the reading begins, from the first.</summary>
    /// <exception cref="JournalException">Thrown while reading: the journal is broken or cannot be read.</exception>
    public IEnumerable<JournalEntry> Read()
    {
        var acknowledged = LastSequence.Value;
        return acknowledged == 0 ? [] : JournalReader.Open(folder).Read().TakeWhile(entry => entry.Sequence.Value <= acknowledged);
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            segment.Dispose();
            writerLock.Dispose();
        }
    }

    private JournalReceipt Write(JournalRecord record, int length)
    {
        if (segment.Length + length > segmentLength && segment.Length > SegmentHeader.LengthFor(terminalId))
        {
            BeginSegment();
        }

        if (buffer.Length < length)
        {
            buffer = new byte[length];
        }

        var frame = buffer.AsSpan(0, length);
        var hash = JournalFrame.Encode(record, last, frame);
        segment.Append(frame);

        last = new(last.Sequence + 1, hash);
        notes += record.Outcome is JournalOutcome.Note ? 1UL : 0;
        if (record.Clock.IsAttested && (lastAttested is null || record.Clock.Instant > lastAttested))
        {
            lastAttested = record.Clock.Instant;
        }

        return new(new(last.Sequence), record.Clock.Instant, hash);
    }

    // The header arrives whole or not at all: a segment file is renamed into place after it has been synced.
    private void BeginSegment()
    {
        var path = JournalFolder.SegmentPath(folder, segmentNumber + 1);
        files.Replace(path, SegmentHeader.Encode(segmentNumber + 1, last, terminalId));
        segment.Dispose();
        segment = files.OpenAppend(path);
        segmentNumber++;
    }
}
