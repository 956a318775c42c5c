using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health.Doors;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;

namespace Kiosk.Service.Hosting;

/// <summary>Checks settings across options, and the files they refer to. Runs before anything is created, so that a refused start leaves nothing behind.</summary>
internal static class StartCheck
{
    /// <exception cref="ConfigurationException">Something cannot be used. The message is one sentence.</exception>
    /// <exception cref="OutOfServiceException">One of the terminal's own files cannot be used; the settings need no change.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static void Run(KioskOptions options)
    {
        var folders = new KioskFolders(options.DataFolder);
        KeyLock.Require(folders);
        ControlSocket.Check(folders.ControlSocket);
        ModeSwitch.Check(folders);
        ProcedureKey.Check(folders.ProcedureKeyFile);
        if (options.Sync.Feed.Length > 0 && new FeedRoot(SyncSite.MetadataIn(folders.Sync, new DurableFiles())).MistakeOf(options.Sync.Root) is { } mistake)
        {
            throw new ConfigurationException(mistake);
        }
    }

    /// <summary>Opens the journal as the terminal would, and closes it again.</summary>
    /// <exception cref="JournalException">The terminal could not use it, or the keys beside it.</exception>
    public static void OpenJournal(KioskOptions options)
    {
        var (folders, files) = (new KioskFolders(options.DataFolder), new DurableFiles());
        using var keys = TerminalKeys.Open(folders, options.TerminalId, KeyPlace.Of(options.Identity), files);
        TerminalJournal.Open(folders, options.TerminalId, keys, files).Dispose();
    }
}
