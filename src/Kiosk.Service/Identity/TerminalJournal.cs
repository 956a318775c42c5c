using System.Text;
using Kiosk.Durability;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.Identity;

/// <summary>Opens this terminal's journal with this terminal's keys.</summary>
internal static class TerminalJournal
{
    private const int MaxPublicLength = 1_024;
    private const string SecretEnding = "-secret";

    /// <summary>Opens the journal, and writes the public half of the signing key beside it.</summary>
    /// <exception cref="JournalException">The journal cannot be used, or is not these keys' own.</exception>
    public static CheckInJournal Open(KioskFolders folders, string terminalId, IKeyStore keys, IDurableFiles files)
    {
        var signer = new KeyStoreSigner(terminalId, keys);
        var journal = CheckInJournal.Open(folders.Journal, terminalId, new(keys.Secret.Frames, signer, keys.Kind, keys.Counter), files, receipted: ReceiptedIn(folders, _ => signer.Key));
        try
        {
            Publish(folders.DevicePublicKeyFile, signer.Key, files);
            return journal;
        }
        catch (Exception cause)
        {
            journal.Dispose();
            throw cause is IOException or UnauthorizedAccessException
                ? new JournalException(new Phrase($"Không ghi được khóa công khai vào {folders.DevicePublicKeyFile}", $"The public key in {folders.DevicePublicKeyFile} cannot be written").Because(SystemRefusal.SentenceOf(cause)), cause)
                : cause;
        }
    }

    /// <summary>Opens the journal of secret meetings, under a name of its own: one key signs both, and neither must pass for the other. The machine's counter counts the other one's checkpoints only.</summary>
    /// <exception cref="JournalException">It cannot be used, or is not these keys' own.</exception>
    public static CheckInJournal OpenSecret(KioskFolders folders, string terminalId, IKeyStore keys, IDurableFiles files)
    {
        var name = terminalId + SecretEnding;
        return CheckInJournal.Open(folders.SecretJournal, name, new(keys.Secret.Frames, new KeyStoreSigner(name, keys), keys.Kind), files);
    }

    /// <summary>The id of the terminal whose journal bears this name: that of its journal, or of that of secret meetings.</summary>
    public static string TerminalOf(string journal) => journal.EndsWith(SecretEnding, StringComparison.Ordinal) ? journal[..^SecretEnding.Length] : journal;

    /// <summary>Checks what <see cref="TerminalKeys.Open"/> and <see cref="Open"/> would refuse, the records aside; changes nothing.</summary>
    /// <exception cref="JournalException">Keys or journal are missing without the other, cannot be used, or do not belong together.</exception>
    public static void Check(KioskFolders folders, string terminalId, KeyStoreSettings settings)
    {
        using var keys = TerminalKeys.Check(folders, terminalId, settings);
        if (keys is not null)
        {
            // In this order: a running service states a value first and raises the counter to it then.
            var counted = keys.Counter?.Read();
            CheckpointCounter.RequireNewest(counted, FoundCheckpoints.Read(folders.Journal, terminalId, new KeyStoreSigner(terminalId, keys).Key));
        }
    }

    /// <summary>The checkpoint in the receipt that is kept beside the journal, if this terminal signed it: one that the journal must hold.</summary>
    /// <param name="keyOf">Returns a terminal's key by its id; null if unknown.</param>
    public static Checkpoint? ReceiptedIn(KioskFolders folders, Func<string, NoteKey?> keyOf) =>
        new UploadFolder(folders.Upload, new DurableFiles()).ReadReceipt() is { } receipt && keyOf(receipt.Content.TerminalId) is { } key && receipt.Note.IsSignedBy(key) ? receipt.Content : null;

    /// <returns>The data in force, as this terminal's newest checkpoint states it; none if that cannot be read, or nothing is stated.</returns>
    public static FeedFloor SignedDataIn(KioskFolders folders)
    {
        try
        {
            return FoundCheckpoints.ReadNewest(folders.Journal).Newest is { Content.Data: { } data } ? new(data.Generation, data.Feed) : FeedFloor.None;
        }
        catch (JournalException)
        {
            // The check of the journal says so.
            return FeedFloor.None;
        }
    }

    private static void Publish(string path, NoteKey key, IDurableFiles files)
    {
        var line = Encoding.UTF8.GetBytes($"{key}\n");
        using var present = PlainFile.TryOpenOwn(path);
        var content = new byte[MaxPublicLength];
        if (present is null || !content.AsSpan(0, RandomAccess.Read(present, content, 0)).SequenceEqual(line))
        {
            files.Replace(path, line);
        }
    }
}
