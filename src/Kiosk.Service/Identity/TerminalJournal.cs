using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Identity;

/// <summary>Opens this terminal's journal with its keys.</summary>
internal static class TerminalJournal
{
    /// <summary>Generates the keys if there are neither keys nor a journal.</summary>
    /// <exception cref="JournalException">The keys are missing or cannot be used, or the journal is broken, in use, or another terminal's.</exception>
    public static CheckInJournal Open(KioskFolders folders, string terminalId, IDurableFiles files)
    {
        var hasJournal = JournalFolder.Segments(folders.Journal).Count > 0;
        var keys = DeviceKeyFile.Open(folders.DeviceKeyFile, folders.DevicePublicKeyFile, terminalId, hasJournal, files);
        return CheckInJournal.Open(folders.Journal, terminalId, keys, files);
    }

    /// <returns>The key of this terminal's frames; null if it has none yet, or this user cannot read it.</returns>
    public static FrameKey? FrameKeyOf(KioskFolders folders)
    {
        try
        {
            return DeviceKeyFile.Read(folders.DeviceKeyFile, terminalId: "own")?.Frames;
        }
        catch (Exception exception) when (exception is JournalException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
