using System.Text;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>
/// The public keys by which journals are verified: a file with one verifier key a line, as each terminal writes it to <c>device.pub</c>, or the data folder of a terminal, whose synced data
/// list the certificates of all terminals.
/// </summary>
internal sealed class GivenTerminals
{
    private const int MaxLength = 16 * 1024 * 1024;

    private readonly ILookup<string, GivenTerminal> terminals;

    private GivenTerminals(IEnumerable<GivenTerminal> terminals) => this.terminals = terminals.ToLookup(terminal => terminal.Key.Name, StringComparer.Ordinal);

    /// <summary>The keys of a signed list.</summary>
    public static GivenTerminals Of(IEnumerable<TerminalRecord> records) => new(records.Select(Given));

    /// <returns>The key in force of a terminal by its id; null if unknown.</returns>
    /// <inheritdoc cref="ReadAll"/>
    public static Func<string, NoteKey?> Read(string? path, KioskFolders folders)
    {
        var known = ReadAll(path, folders);
        return id => known.Of(id) is [var first, ..] ? first.Key : null;
    }

    /// <exception cref="InputException">The file or folder cannot be read, or a line of the file is not a verifier key.</exception>
    /// <exception cref="CacheException">The folder's data are damaged.</exception>
    public static GivenTerminals ReadAll(string? path, KioskFolders folders)
    {
        var own = folders.DevicePublicKeyFile;
        return (path ?? (File.Exists(own) ? own : null)) switch
        {
            null => new([]),
            var folder when Directory.Exists(folder) => new(ReadFolder(folder)),
            var file => new(ReadFile(file).Select(key => new GivenTerminal(key, NotAfter: null, Revoked: null, KeyKind: null))),
        };
    }

    /// <summary>A terminal's keys: the one in force first, then revoked ones, the newest first.</summary>
    /// <param name="terminalId">Or the name of its journal of secret meetings, which the same keys sign.</param>
    public IReadOnlyList<GivenTerminal> Of(string terminalId) =>
    [
        .. terminals[Checkpoint.OriginOf(TerminalJournal.TerminalOf(terminalId))]
            .OrderByDescending(one => one.Revoked?.At ?? DateTimeOffset.MaxValue)
            .Select(one => one with { Key = NoteKey.Create(Checkpoint.OriginOf(terminalId), one.Key.SubjectPublicKeyInfo.ToArray()) }),
    ];

    /// <summary>The keys by which a terminal's receipts are verified.</summary>
    public IReadOnlyList<ReceiptKey> ReceiptKeysOf(string terminalId) => [.. Of(terminalId).Select(one => new ReceiptKey(one.Key.SubjectPublicKeyInfo, one.NotAfter, one.Revoked))];

    /// <returns>Null if the key is in force or not known.</returns>
    public TerminalRevocation? RevocationOf(string? terminalId, uint? keyId) => terminalId is null ? null : Of(terminalId).FirstOrDefault(one => one.Key.Id == keyId)?.Revoked;

    /// <returns>Where a key is, as its certificate states; null if no certificate is known.</returns>
    public string? KeyKindOf(string? terminalId, uint? keyId) => terminalId is null ? null : Of(terminalId).FirstOrDefault(one => one.Key.Id == keyId)?.KeyKind;

    /// <summary>Judges with each terminal's key in force; if that does not hold, with its former keys in turn.</summary>
    /// <param name="judge">Gets the key of a terminal by its id; null if unknown.</param>
    /// <returns>The first result that holds, else that by the key in force.</returns>
    public T FirstThatHolds<T>(Func<Func<string, NoteKey?>, T> judge, Func<T, bool> holds)
    {
        var results = Enumerable.Range(0, Math.Max(1, terminals.Select(keys => keys.Count()).DefaultIfEmpty().Max()))
            .Select(rank => judge(id => Of(id) switch { var own when rank < own.Count => own[rank].Key, [var own, ..] => own.Key, _ => null }));
        var (first, isFirst) = (default(T), true);
        foreach (var result in results)
        {
            if (holds(result))
            {
                return result;
            }

            (first, isFirst) = (isFirst ? result : first, false);
        }

        return first!;
    }

    private static IEnumerable<GivenTerminal> ReadFolder(string folder)
    {
        var cache = new KioskFolders(folder).Cache;
        if (!Directory.Exists(cache))
        {
            throw new InputException(new(
                $"{folder}: thư mục này không có dữ liệu đã đồng bộ, cũng không phải nguồn dữ liệu đã phát hành; hãy nêu thư mục feed, thư mục dữ liệu của một máy, hoặc một tệp khóa công khai.",
                $"{folder}: the folder holds neither synced data nor a published feed; name a feed's folder, the data folder of a terminal, or a file of public keys."));
        }

        using var generation = new CacheStore(cache, new DurableFiles(), CacheKey.Beside(cache, KeyPlace.Of(new IdentityOptions()))).Open().Generation;
        return [.. generation.Terminals.All().Select(Given)];
    }

    private static GivenTerminal Given(TerminalRecord record)
    {
        var key = ReceiptKey.Of(record);
        return new(NoteKey.Create(Checkpoint.OriginOf(record.Id), key.SubjectPublicKeyInfo.ToArray()), key.NotAfter, key.Revoked, TerminalCertificate.Parse(record.SigningCertificate).KeyKind);
    }

    private static Dictionary<string, NoteKey>.ValueCollection ReadFile(string file)
    {
        var keys = new Dictionary<string, NoteKey>(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(GivenPath.Read(file, MaxLength)).TrimStart('\uFEFF').Split('\n', StringSplitOptions.TrimEntries);
        foreach (var (index, line) in lines.Index().Where(line => line.Item.Length > 0 && line.Item[0] != '#'))
        {
            var key = Parse(file, index + 1, line);
            if (!keys.TryAdd(key.Name, key))
            {
                throw new InputException(new(
                    $"{file}, dòng {index + 1}: khóa thứ hai của {key.Name}; chỉ để lại khóa hiện hành của máy.",
                    $"{file}, line {index + 1}: a second key for {key.Name}; leave only the terminal's current one."));
            }
        }

        return keys.Values;
    }

    private static NoteKey Parse(string file, int number, string line)
    {
        try
        {
            return NoteKey.Parse(line);
        }
        catch (FormatException exception)
        {
            throw new InputException(new(
                $"{file}, dòng {number}: đây không phải khóa công khai của máy; hãy sao chép dòng đó từ device.pub của máy [{exception.Message.TrimEnd('.')}].",
                $"{file}, line {number}: {exception.Message} Copy the line from the terminal's device.pub."), exception);
        }
    }
}

/// <summary>A key that a terminal signs with.</summary>
/// <param name="NotAfter">The end of its certificate; null if none is known.</param>
/// <param name="Revoked">Null while it is in force.</param>
/// <param name="KeyKind">Where its certificate says that it is: <c>file</c> or <c>tpm</c>; null if none is known.</param>
internal sealed record GivenTerminal(NoteKey Key, DateTimeOffset? NotAfter, TerminalRevocation? Revoked, string? KeyKind);
