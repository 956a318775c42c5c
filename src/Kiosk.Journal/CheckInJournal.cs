using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>
/// The record of every tap. A record that it acknowledged is on the disk. Single writer, enforced by a lock released on exit.
/// After the first failure it accepts no more records until it is reopened, which verifies it from the start.
/// </summary>
internal sealed class CheckInJournal : IDisposable
{
    /// <summary>The maximum length of a segment in bytes.</summary>
    public const long DefaultSegmentLength = 8 * 1024 * 1024;

    private const int TypicalFrameLength = 4096;

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly string terminalId;
    private readonly IDurableFiles files;
    private readonly long segmentLength;
    private readonly JournalKeys keys;
    private readonly FileLock writerLock;
    private readonly CompactRange tree;
    private readonly CheckpointWriter checkpoints;
    private readonly JournalArrivals arrivals;
    private IDurableFile segment;
    private byte[] buffer = new byte[TypicalFrameLength];
    private ChainLink last;
    private DateTimeOffset? lastAttested;
    private ulong notes;
    private DataInForce? data;
    private Exception? failure;
    private bool isDisposed;

    private CheckInJournal(string folder, string terminalId, JournalKeys keys, IDurableFiles files, long segmentLength, FileLock writerLock, Checkpoint? receipted)
    {
        (this.folder, this.terminalId, this.segmentLength) = (folder, terminalId, segmentLength);
        (this.keys, this.files, this.writerLock) = (keys, files, writerLock);
        var recovery = JournalRecovery.Run(folder, terminalId, keys, files, receipted);
        Recovery = recovery.Report;
        Tail = recovery.Tail;
        last = recovery.Last;
        lastAttested = recovery.LastAttested;
        notes = recovery.Notes;
        data = recovery.Checkpoints.Newest?.Content.Data;
        tree = recovery.Tree;
        checkpoints = new CheckpointWriter(recovery.Checkpoints, keys, files);
        arrivals = new(new(folder, keys.Frames, files), recovery.Arrivals);
        segment = files.OpenAppend(JournalFolder.SegmentPath(folder, arrivals.Segment));
    }

    /// <summary>Raised for each record, in order, once it is on the disk and before <see cref="Append"/> returns. Handlers must neither block nor throw.</summary>
    public event Action<JournalEntry>? Appended;

    /// <summary>Raised after each checkpoint, once it is on the disk. Handlers must neither block nor throw.</summary>
    public event Action? Signed;

    /// <summary>The last records present on opening, as <see cref="JournalRecovery.Tail"/>.</summary>
    public IReadOnlyList<JournalEntry> Tail { get; }

    public RecoveryReport Recovery { get; }

    public string TerminalId => terminalId;

    public string Folder => folder;

    public NoteKey DeviceKey => keys.Signer.Key;

    public FrameKey Frames => keys.Frames;

    public string KeyKind => keys.Kind;

    /// <summary>Whether an append failed; the terminal must then be out of service.</summary>
    public bool IsFailed => Volatile.Read(ref failure) is not null;

    /// <summary>Number of the last acknowledged frame; 0 before the first.</summary>
    public JournalSequence LastSequence => Locked(() => new JournalSequence(last.Sequence));

    public ulong Taps => Locked(() => last.Sequence - notes);

    /// <summary>The latest recorded instant under network time; null if there is none.</summary>
    public DateTimeOffset? LastAttested => Locked(() => lastAttested);

    /// <summary>Opens the journal in a folder, creating both if missing, and verifies what the newest checkpoint does not cover.</summary>
    /// <param name="terminalId">1 to 255 bytes of UTF-8; constant for the life of the journal.</param>
    /// <param name="keys">Constant for the life of the journal.</param>
    /// <param name="receipted">A checkpoint of this journal that a collector confirmed, signed by its key; null if none is known.</param>
    /// <exception cref="JournalException">Another process is writing it, it is broken, it belongs to another terminal or key, or file access fails.</exception>
    public static CheckInJournal Open(string folder, string terminalId, JournalKeys keys, IDurableFiles files, long segmentLength = DefaultSegmentLength, Checkpoint? receipted = null)
    {
        FileLock? taken = null;
        try
        {
            DurableFolder.Create(folder, files);
            taken = FileLock.TryTake(JournalFolder.LockPath(folder)) ?? throw new JournalInUseException(folder);
            var journal = new CheckInJournal(folder, terminalId, keys, files, segmentLength, taken, receipted);
            taken = null;
            return journal;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(new Phrase($"Không mở được nhật ký trong {folder}", $"The journal in {folder} cannot be opened").Because(SystemRefusal.SentenceOf(cause)), cause);
        }
        catch (CryptographicException cause)
        {
            throw new JournalException(JournalKeys.SentenceOf(cause), cause);
        }
        finally
        {
            taken?.Dispose();
        }
    }

    /// <summary>Appends a record and returns once it is on the disk. Thread-safe.</summary>
    /// <param name="seal">Completed with the record's position and stored as its sealed part; null for a record without one.</param>
    /// <exception cref="ArgumentException">A part of the record is too long or a number is undefined; nothing was written.</exception>
    /// <exception cref="JournalException">The record may not be on the disk; no more are accepted.</exception>
    public JournalReceipt Append(JournalRecord record, PendingSeal? seal = null)
    {
        JournalFrame.Check(record);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (failure is not null)
            {
                throw new JournalException(new Phrase("Nhật ký không nhận bản ghi kể từ khi gặp lỗi", "The journal takes no records since it failed").Because(SystemRefusal.SentenceOf(failure)), failure);
            }

            JournalReceipt receipt;
            try
            {
                record = seal is null ? record : record with { Sealed = seal.Complete(last) };
                receipt = Write(record, JournalFrame.LengthOf(record));
            }
            catch (Exception cause)
            {
                // Whatever failed, how much of the frame reached the disk is unknown.
                Volatile.Write(ref failure, cause);
                throw new JournalException(new Phrase("Không ghi được nhật ký", "The journal could not be written").Because(SystemRefusal.SentenceOf(cause)), cause);
            }

            Appended?.Invoke(new(receipt.Sequence, record, receipt.FrameHash));
            return receipt;
        }
    }

    /// <summary>The newest data that the terminal judged cards by, as far as its checkpoints state it.</summary>
    public DataInForce Data => Volatile.Read(ref data) ?? DataInForce.None;

    /// <summary>Raised when the next checkpoint has something new to state. Handlers must neither block nor throw.</summary>
    public event Action? Stating;

    /// <summary>Lets the next checkpoint state the data in force. Older data than stated before changes nothing.</summary>
    public void State(DataInForce now)
    {
        lock (gate)
        {
            if (now.Generation <= (data?.Generation ?? 0))
            {
                return;
            }

            Volatile.Write(ref data, now);
        }

        Stating?.Invoke();
    }

    /// <summary>The number of acknowledged records that no checkpoint covers yet.</summary>
    public ulong Unsigned => LastSequence.Value - checkpoints.SignedSize;

    /// <summary>Signs a checkpoint over all acknowledged records and returns once it is on the disk. Thread-safe; appends do not wait for it.</summary>
    /// <param name="isLast">Whether the journal is about to be closed: the machine's counter then rises, so that no older copy passes for it.</param>
    /// <returns>The newest checkpoint; null if there is no record.</returns>
    /// <exception cref="CryptographicException">The device key cannot be used.</exception>
    /// <exception cref="JournalException">The journal has failed, or the checkpoint could not be written; the next call retries.</exception>
    public SignedCheckpoint? SignCheckpoint(bool isLast = false)
    {
        try
        {
            var signed = checkpoints.Sign(Snapshot, isLast);
            SigningFailure = null;
            arrivals.KeepCompleted();
            Signed?.Invoke();
            return signed;
        }
        catch (JournalException cause)
        {
            SigningFailure = cause.Sentence;
            throw;
        }
        catch (CryptographicException cause)
        {
            SigningFailure = JournalKeys.SentenceOf(cause);
            throw;
        }
    }

    /// <summary>Whether a checkpoint is one of this journal's, and not of another branch that the same key signed.</summary>
    public bool HasSigned(Checkpoint content) => checkpoints.HasSigned(content);

    /// <summary>Why the last checkpoint could not be signed or written; null if it was.</summary>
    public Phrase? SigningFailure { get; private set; }

    /// <summary>Finds who was admitted to a session by the records acknowledged before the call. Reads only the segments that it knows nothing of (<see cref="ArrivalExtract"/>).</summary>
    /// <param name="context">The session, as records carry it.</param>
    /// <returns>In the order in which they were recorded.</returns>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    public IReadOnlyList<RecordedArrival> ArrivalsIn(string context) => arrivals.In(context);

    /// <summary>Removes its first segments whose records a receipt covers and that are older than an instant, and the extracts of sessions that are over. Checkpoints stay.</summary>
    /// <inheritdoc cref="SegmentRemoval.Run"/>
    public int RemoveSegments(SignedCheckpoint receipt, DateTimeOffset olderThan, Func<string, bool> isInUse)
    {
        // Before the segments are listed: what is complete by then has an extract, or nothing goes.
        var recent = arrivals.RecentSessions;
        return new SegmentRemoval(folder, keys.Frames, files).Run(receipt, olderThan, session => isInUse(session) || recent.Contains(session));
    }

    /// <summary>Reads all frames acknowledged before the call, from the first that was not removed.</summary>
    /// <exception cref="JournalException">Thrown while enumerating: the journal is broken or cannot be read.</exception>
    public IEnumerable<JournalEntry> Read()
    {
        var acknowledged = LastSequence.Value;
        return acknowledged == 0 ? [] : JournalReader.Open(folder, keys.Frames).Read().TakeWhile(entry => entry.Sequence.Value <= acknowledged);
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            segment.Dispose();
            checkpoints.Dispose();
            writerLock.Dispose();
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    private JournalState Snapshot()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return failure is null
                ? new(terminalId, tree.Size, tree.Root(), last.Hash, arrivals.Segment, segment.Length, notes, lastAttested, tree.Subtrees, data)
                : throw new JournalException(new Phrase("Không ký mốc nào kể từ khi nhật ký gặp lỗi", "No checkpoint is signed since the journal failed").Because(SystemRefusal.SentenceOf(failure)), failure);
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
        var hash = JournalFrame.Encode(record, last, keys.Frames, frame);
        segment.Append(frame);

        last = new(last.Sequence + 1, hash);
        tree.Append(MerkleHash.OfLeaf(hash));
        arrivals.Add(record);
        notes += record.Outcome is JournalOutcome.Note ? 1UL : 0;
        if (record.Clock.IsAttested && (lastAttested is null || record.Clock.Instant > lastAttested))
        {
            lastAttested = record.Clock.Instant;
        }

        return new(new(last.Sequence), record.Clock.Instant, hash);
    }

    // The header is atomic: the segment file is renamed into place after it is synced.
    private void BeginSegment()
    {
        var number = arrivals.Segment + 1;
        var path = JournalFolder.SegmentPath(folder, number);
        files.Replace(path, SegmentHeader.Encode(number, last, terminalId));
        segment.Dispose();
        segment = files.OpenAppend(path);
        arrivals.BeginSegment(last);
    }
}
