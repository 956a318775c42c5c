using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>Signs a journal's checkpoints and appends them to their file, one at a time.</summary>
internal sealed class CheckpointWriter(FoundCheckpoints found, JournalKeys keys, IDurableFiles files) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CheckpointCounter counter = new(keys.Counter, found.Newest?.Content.Counter ?? 0);
    private IDurableFile? file;
    private SignedCheckpoint? newest = found.Newest;
    private long length = found.Length;
    private ulong signedSize = found.Newest?.Content.Size ?? 0;
    private bool isDisposed;

    /// <summary>Number of frames that the newest checkpoint covers.</summary>
    public ulong SignedSize => Volatile.Read(ref signedSize);

    /// <summary>Whether this terminal signed it, as far as its checkpoints are here.</summary>
    /// <exception cref="JournalException">The file is damaged or cannot be read.</exception>
    public bool HasSigned(Checkpoint content)
    {
        lock (gate)
        {
            return content.Number <= (newest?.Content.Number ?? 0)
                && FoundCheckpoints.Load(Path.GetDirectoryName(found.Path)!).Checkpoints.Any(one => one.Content.Number == content.Number && one.Content.Size == content.Size && one.Content.Root.Span.SequenceEqual(content.Root.Span));
        }
    }

    /// <param name="state">Called under the lock, so that checkpoints never go backwards.</param>
    /// <param name="isLast">Whether the journal is about to be closed: the machine's counter then vouches for the checkpoint.</param>
    /// <returns>The newest checkpoint; null if there is nothing to sign.</returns>
    /// <exception cref="CryptographicException">The key or the counter cannot be used; the next call retries.</exception>
    /// <exception cref="JournalException">The checkpoint could not be written; the next call retries.</exception>
    public SignedCheckpoint? Sign(Func<JournalState> state, bool isLast)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            var now = state();
            if (now.Size == 0 || (now.Size == signedSize && now.Data == newest!.Content.Data && !(isLast && counter.IsBehind)))
            {
                return newest;
            }

            var number = (newest?.Content.Number ?? 0) + 1;
            var content = new Checkpoint(
                now.TerminalId, now.Size, now.Root, number, keys.Kind, now.LastHash, now.Segment, now.Offset, now.Notes, now.LastAttested, now.Subtrees, counter.ValueFor(number, isLast), now.Data);
            var note = SignedNote.Sign(content.ToText(), keys.Signer);
            Append(CheckpointFile.Encode(note));
            newest = new(content, note);
            Volatile.Write(ref signedSize, now.Size);
            counter.Written(content.Counter);
            return newest;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            file?.Dispose();
        }
    }

    private void Append(byte[] note)
    {
        try
        {
            file ??= OpenAtEnd();
            file.Append(note);
            length += note.Length;
        }
        catch (IOException cause)
        {
            // How much of the note reached the disk is unknown: the next call truncates it and starts over.
            file?.Dispose();
            file = null;
            throw new JournalException(new Phrase($"Không ghi được mốc ký vào {found.Path}", $"The checkpoint could not be written to {found.Path}").Because(SystemRefusal.SentenceOf(cause)), cause);
        }
    }

    // As recovery does with the remains of a record.
    private void KeepTail()
    {
        using var tail = RegularFile.OpenStream(found.Path);
        tail.Position = length;
        var bytes = new byte[Math.Min(tail.Length - length, SignedNote.MaxLength)];
        tail.ReadExactly(bytes);
        files.Replace($"{found.Path}.{length}.torn", bytes);
    }

    private IDurableFile OpenAtEnd()
    {
        var opened = files.OpenAppend(found.Path);
        if (opened.Length == length)
        {
            return opened;
        }

        opened.Dispose();
        KeepTail();
        files.Truncate(found.Path, length);
        return files.OpenAppend(found.Path);
    }
}
