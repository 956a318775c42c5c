using System.Collections.Concurrent;
using System.Security.Cryptography;
using Kiosk.Feed.Sealing;

namespace Kiosk.Service.Cache;

/// <summary>Opens the audience keys that the feed wraps for this terminal and keeps them, in memory only. Thread-safe.</summary>
/// <param name="recipient">The terminal's decryption key; asked for when a key is opened first.</param>
internal sealed class AudienceKeyring(string terminalId, Func<HpkeRecipient> recipient)
{
    private readonly ConcurrentDictionary<string, AudienceKey> opened = new(StringComparer.Ordinal);

    public string TerminalId => terminalId;

    /// <summary>Under which the feed has this terminal's keys.</summary>
    public ReadOnlyMemory<byte> RowKey { get; } = AudienceWrap.KeyOf(terminalId);

    /// <param name="wrapped">A row of a province's audience set.</param>
    /// <exception cref="SealException">It was not sealed to this terminal's key, or is not what it should be.</exception>
    public AudienceKey Open(string province, ReadOnlySpan<byte> wrapped)
    {
        // By hash: the same row is in one generation after the other, and a key in hardware takes milliseconds.
        var name = $"{province} {Convert.ToHexStringLower(SHA256.HashData(wrapped))}";
        return opened.TryGetValue(name, out var known) ? known : opened[name] = AudienceWrap.Open(province, terminalId, wrapped, recipient());
    }

    /// <summary>What keeps the terminal from a province's data, and the remedy.</summary>
    /// <param name="cause">Null if the feed has no key for it.</param>
    public string SentenceOf(string province, SealException? cause) => cause is null
        ? $"The feed has no key to the data of {province} for this terminal, {terminalId}: it is not enrolled, or was revoked. {Remedy}"
        : $"The key to the data of {province} that the feed has for {terminalId} does not open with this terminal's own key: {cause.Message.TrimEnd('.')}. Enrol the terminal anew (kiosk enrol). {Remedy}";

    private const string Remedy = "Have the desk let it in (registry terminal add) and publish again; then: kiosk sync now, or kiosk sync import PATH";
}
