using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Reading;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;
using Kiosk.Identity.Listing;
using Kiosk.Words;

namespace Kiosk.Collector.Roll;

/// <summary>The desk's signed list of terminals as it was read last, in the collector's folder: by it a revoked terminal is refused. Thread-safe.</summary>
/// <param name="data">The collector's folder.</param>
internal sealed class TerminalRoll(string data, IDurableFiles files)
{
    private const string FileName = "terminals.roll";
    private const int MaxLength = 64 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly string path = Path.Combine(data, FileName);
    private RollFile content = RollFile.Empty;
    private DateTime written;

    /// <summary>What was read last, by this process or another.</summary>
    /// <exception cref="EnrolmentException">The file is damaged: whoever is revoked is then unknown.</exception>
    public RollFile Current
    {
        get
        {
            lock (gate)
            {
                // Gives a date in 1601 where there is no file.
                if (File.GetLastWriteTimeUtc(path) is var now && now != written && File.Exists(path))
                {
                    (content, written) = (Read(), now);
                }

                return content;
            }
        }
    }

    /// <summary>Reads a feed's list and keeps it.</summary>
    /// <param name="root">The root that the desk handed over; null to go by what was read before.</param>
    /// <exception cref="FeedReadException">The feed cannot be read, is not trusted, has expired, or is older than what was read before; what is kept stays.</exception>
    public async Task<RollFile> UpdateAsync(IFeedContent feed, byte[]? root, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = Current;
        var anchor = before.Root is { } known ? new FeedAnchor(known, before.Versions) : new FeedAnchor(root ?? throw new FeedReadException(new(
            "Máy thu thập chưa tin cậy nguồn dữ liệu nào: hãy nêu tệp gốc mà bàn phát hành đã giao bằng --feed-root 1.root.json.",
            "The collector trusts no feed yet: name the root that the desk handed over, by --feed-root 1.root.json.")), FeedVersions.None);
        var published = await PublishedTerminals.ReadAsync(feed, anchor, now, ExpiryRule.Refuse, cancellationToken);
        var next = new RollFile(now, published.Anchor.Root.ToArray(), published.Anchor.Floor, published.Records, published.Authorities);
        lock (gate)
        {
            // Another process may have read a newer one meanwhile.
            if (Current.Versions.Timestamp <= next.Versions.Timestamp || Current.Versions.Root < next.Versions.Root)
            {
                DurableFolder.Create(data, files);
                files.Replace(path, next.ToJson());
            }

            return Current;
        }
    }

    /// <summary>What the list says of a terminal's key; null if it does not know it.</summary>
    /// <inheritdoc cref="Current"/>
    public TerminalRecord? Find(string id, X509Certificate2 certificate) => Current.Find(id, certificate.PublicKey.ExportSubjectPublicKeyInfo());

    private RollFile Read()
    {
        try
        {
            return RollFile.Parse(RegularFile.Read(path, MaxLength));
        }
        catch (Exception e) when (e is JsonException or RecordException or NotAFileException)
        {
            throw new EnrolmentException(
                new(
                    $"{path} bị hỏng nên không biết thiết bị nào đã bị thu hồi: hãy xóa tệp rồi chạy collector import --feed NƠI --feed-root 1.root.json.",
                    $"{path} is damaged, so nobody knows which terminals are revoked: delete it and run collector import --feed PLACE --feed-root 1.root.json."),
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnrolmentException(
                Phrase.WithDetail($"{path} không đọc được nên không biết thiết bị nào đã bị thu hồi: hãy giao tệp cho người dùng chạy máy thu thập", $"{path} cannot be read, so nobody knows which terminals are revoked: give the file to the user that the collector runs as. {e.Message}"),
                e);
        }
    }
}
