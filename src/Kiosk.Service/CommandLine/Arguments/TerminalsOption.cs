using System.CommandLine;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Reading;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Listing;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>How a verb is told the terminals' public keys: a file, the data folder of a synced terminal, or a published feed with the root that vouches for it.</summary>
internal sealed class TerminalsOption(Language language)
{
    private readonly Option<string?> terminals = new("--terminals")
    {
        Description = new Phrase(
            "Khóa công khai của các máy: tệp mỗi dòng một khóa như trong device.pub của máy; thư mục feed đã phát hành, có danh sách đã ký của mọi máy (xem --root); hoặc thư mục dữ liệu của một máy đã đồng bộ. Mặc định: khóa của chính máy này.",
            "Public keys of terminals: a file with one a line as in their device.pub; a published feed's folder, whose signed list names all (see --root); or the data folder of a synced terminal. Default: this terminal's own.").In(language),
        HelpName = "FILE|DIR",
    };

    private readonly Option<string?> root = new("--root")
    {
        Description = new Phrase(
            "Tệp gốc 1.root.json mà cơ quan đã giao, dùng để kiểm tra chữ ký của thư mục feed; không lấy từ cùng USB. Mặc định: tệp gốc mà máy này tin cậy.",
            "The root 1.root.json as the authority handed it over, by which the feed's folder is verified; not from the same stick. Default: the root that this terminal trusts.").In(language),
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(terminals);
        command.Options.Add(root);
    }

    /// <returns>The key in force of a terminal by its id; null if unknown.</returns>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<Func<string, NoteKey?>> ReadKeysAsync(ParseResult parsed, KioskFolders folders, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(parsed, folders, cancellationToken);
        return id => known.Of(id) is [var first, ..] ? first.Key : null;
    }

    /// <param name="otherwise">What to read if the option is not given; null for this terminal's own key.</param>
    /// <exception cref="InputException">A file or folder cannot be read, or is not what it should be.</exception>
    /// <exception cref="FeedReadException">The feed cannot be read, or is not trusted.</exception>
    /// <exception cref="Cache.Rows.CacheException">The data folder's data are damaged.</exception>
    public async Task<GivenTerminals> ReadAsync(ParseResult parsed, KioskFolders folders, CancellationToken cancellationToken, string? otherwise = null)
    {
        var path = parsed.GetValue(terminals) ?? otherwise;
        if (path is null || !FeedFolder.IsAt(path))
        {
            return GivenTerminals.ReadAll(path, folders);
        }

        var anchor = new FeedAnchor(RootOf(parsed, folders), FeedVersions.None);
        // An old copy is evidence too; how old it is, is said.
        var published = await PublishedTerminals.ReadAsync(new FeedFolder(path), anchor, TimeProvider.System.GetUtcNow(), ExpiryRule.Flag, cancellationToken);
        if (published.Expired is { } expired)
        {
            await Console.Error.WriteLineAsync(new Phrase(
                $"{path}: bản phát hành này đã hết hạn lúc {expired:yyyy-MM-dd HH:mm'Z'}; máy bị thu hồi sau đó không có trong danh sách.",
                $"{path}: this publication expired on {expired:yyyy-MM-dd HH:mm'Z'}; terminals that were revoked later are not in its list.").In(language));
        }

        return GivenTerminals.Of(published.Records);
    }

    /// <summary>The signed list of releases: that of the feed which is named, else that of this terminal's last sync.</summary>
    /// <returns>Null if there is none.</returns>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<IReadOnlyList<Release>?> ReadReleasesAsync(ParseResult parsed, KioskFolders folders, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(terminals) is not { } path || !FeedFolder.IsAt(path))
        {
            return FeedStanding.Read(Path.Combine(folders.Sync, SyncSite.StandingName)).Releases;
        }

        var feed = await FeedReader.OpenAsync(new FeedFolder(path), new(RootOf(parsed, folders), FeedVersions.None), TimeProvider.System.GetUtcNow(), ExpiryRule.Flag, cancellationToken);
        try
        {
            return await feed.NationalAsync(TargetPaths.Releases, cancellationToken) is { } list ? ReleaseList.Parse(list) : null;
        }
        catch (TargetFormatException exception)
        {
            throw new InputException(new Phrase($"{path}: không dùng được {TargetPaths.Releases}", $"{path}: {TargetPaths.Releases} cannot be used").Because(exception.Sentence), exception);
        }
    }

    private byte[] RootOf(ParseResult parsed, KioskFolders folders) =>
        parsed.GetValue(root) is { } file ? GivenPath.Read(file, MetadataParser.MaxLength)
        : SyncSite.MetadataIn(folders.Sync, new DurableFiles()).Read(RoleName.Root) ?? throw new InputException(new(
            $"{parsed.GetValue(terminals)} là một nguồn dữ liệu, và máy này chưa tin cậy nguồn nào: hãy nêu tệp gốc mà cơ quan đã giao bằng --root 1.root.json.",
            $"{parsed.GetValue(terminals)} is a feed, and this machine trusts none yet: name the root that the authority handed over, by --root 1.root.json."));
}
