using Kiosk.Durability;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.Identity;

/// <summary>Opens this terminal's keys, which its journal and its cache depend on.</summary>
internal static class TerminalKeys
{
    /// <summary>Opens the keys; on the first start, makes them and an empty journal before them. A power cut between the two leaves a journal without records, which the next start completes.</summary>
    /// <exception cref="JournalException">Keys or journal are missing without the other, or cannot be used.</exception>
    public static IKeyStore Open(KioskFolders folders, string terminalId, KeyStoreSettings settings, IDurableFiles files)
    {
        try
        {
            if (Find(folders, terminalId, settings, files) is { } found)
            {
                return Guarding(folders, found, files);
            }

            if (JournalFolder.Segments(folders.Journal).Count == 0)
            {
                JournalFolder.Begin(folders.Journal, terminalId, files);
            }

            return Guarding(folders, KeyStore.Create(folders.DeviceKeyFile, settings, files), files);
        }
        catch (KeyStoreException unusable)
        {
            throw new JournalException(unusable.Sentence, unusable);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(
                new Phrase($"Không tạo được nhật ký trong {folders.Journal}, hoặc khóa của máy bên cạnh", $"The journal in {folders.Journal}, or the terminal's keys beside it, cannot be made").Because(SystemRefusal.SentenceOf(cause)), cause);
        }
    }

    /// <summary>Checks what <see cref="Open"/> would refuse; changes nothing.</summary>
    /// <returns>Null if the keys are still to be made.</returns>
    /// <exception cref="JournalException">Keys or journal are missing without the other, or cannot be used.</exception>
    public static IKeyStore? Check(KioskFolders folders, string terminalId, KeyStoreSettings settings) => Find(folders, terminalId, settings, files: null);

    /// <returns>The key of this terminal's frames; null if it has none yet, or this user cannot read it.</returns>
    public static FrameKey? FrameKeyOf(KioskFolders folders, KeyStoreSettings settings)
    {
        try
        {
            using var keys = KeyStore.Find(folders.DeviceKeyFile, settings, files: null);
            return keys?.Secret.Frames;
        }
        catch (KeyStoreException)
        {
            return null;
        }
    }

    // A cache that cannot be bound to new keys is fetched anew, as any that they do not open.
    private static IKeyStore Guarding(KioskFolders folders, IKeyStore keys, IDurableFiles files)
    {
        try
        {
            if (keys.IsNew)
            {
                new CacheSeal(folders.Cache, files, CacheKey.Of(keys)).Adopt();
            }
        }
        catch (CacheException)
        {
            // The cache's own check says so.
        }

        return keys;
    }

    // Null where both are still to be made.
    private static IKeyStore? Find(KioskFolders folders, string terminalId, KeyStoreSettings settings, IDurableFiles? files)
    {
        var segments = JournalFolder.Segments(folders.Journal);
        var keys = Read(folders, settings, files);
        return (keys, segments.Count) switch
        {
            (not null, 0) => throw new JournalException(new(
                $"Không có nhật ký trong {folders.Journal}, trong khi {folders.DeviceKeyFile} cho biết đã từng có. Hãy đặt lại nhật ký; hoặc, nếu nhật ký đã được chuyển đến nơi thu thập, hãy chuyển cả {folders.DeviceKeyFile} đến đó: khi đó máy bắt đầu lại từ đầu với khóa mới và tải lại dữ liệu.",
                $"The journal in {folders.Journal} is missing, and {folders.DeviceKeyFile} says that there was one. Put it back; or, if it was moved away to where journals are collected, move {folders.DeviceKeyFile} there too: the terminal then begins anew, with new keys, and fetches its data anew.")),
            (null, > 0) when JournalFolder.HoldRecords(segments, terminalId) => throw new JournalException(new(
                $"Không có {folders.DeviceKeyFile}: nhật ký bên cạnh được ghi bằng các khóa trong tệp đó. Hãy đặt lại tệp, hoặc chuyển nhật ký đến nơi thu thập nhật ký.",
                $"{folders.DeviceKeyFile} is missing: the journal beside it was written with the keys in that file. Put the file back, or move the journal away to where journals are collected.")),
            _ => keys,
        };
    }

    private static IKeyStore? Read(KioskFolders folders, KeyStoreSettings settings, IDurableFiles? files)
    {
        try
        {
            return KeyStore.Find(folders.DeviceKeyFile, settings, files);
        }
        catch (KeyStoreException unusable)
        {
            throw new JournalException(unusable.Sentence, unusable);
        }
    }
}
