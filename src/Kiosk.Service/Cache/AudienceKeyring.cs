using System.Security.Cryptography;
using Kiosk.Feed.Sealing;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>Opens the audience keys that the feed wraps for this terminal. Each is kept in memory, and only there, for as long as somebody holds it. Thread-safe.</summary>
/// <param name="recipient">The terminal's decryption key; asked for when a key is opened first.</param>
internal sealed class AudienceKeyring(string terminalId, Func<HpkeRecipient> recipient)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Opened> opened = new(StringComparer.Ordinal);

    public string TerminalId => terminalId;

    /// <summary>Under which the feed has this terminal's keys.</summary>
    public ReadOnlyMemory<byte> RowKey { get; } = AudienceWrap.KeyOf(terminalId);

    /// <param name="wrapped">A row of a province's audience set.</param>
    /// <exception cref="SealException">It was not sealed to this terminal's key, or is not what it should be.</exception>
    public HeldAudience Hold(string province, ReadOnlySpan<byte> wrapped)
    {
        // By hash: the same row is in one generation after the other, and a key in hardware takes milliseconds.
        var name = $"{province} {Convert.ToHexStringLower(SHA256.HashData(wrapped))}";
        lock (gate)
        {
            if (!opened.TryGetValue(name, out var known))
            {
                opened[name] = known = new(AudienceWrap.Open(province, terminalId, wrapped, recipient()));
            }

            known.Holders++;
            return new(known.Key, () => Release(name));
        }
    }

    /// <summary>What keeps the terminal from a province's data, and the remedy.</summary>
    /// <param name="cause">Null if the feed has no key for it.</param>
    public Phrase SentenceOf(string province, SealException? cause) => (cause is null
        ? new Phrase(
            $"Nguồn dữ liệu không có khóa của {province} cho máy này, {terminalId}: máy chưa ghi danh, hoặc đã bị thu hồi.",
            $"The feed has no key to the data of {province} for this terminal, {terminalId}: it is not enrolled, or was revoked.")
        : new(
            $"Khóa của {province} mà nguồn dữ liệu có cho {terminalId} không mở được bằng khóa của máy này. Hãy ghi danh lại cho máy (kiosk enrol).",
            $"The key to the data of {province} that the feed has for {terminalId} does not open with this terminal's own key: {cause.Message.TrimEnd('.')}. Enrol the terminal anew (kiosk enrol).")).Then(Remedy);

    private static Phrase Remedy { get; } = new(
        "Đề nghị cơ quan cho máy vào (registry terminal add) và phát hành lại; sau đó: kiosk sync now, hoặc kiosk sync import THƯ-MỤC",
        "Have the desk let it in (registry terminal add) and publish again; then: kiosk sync now, or kiosk sync import PATH");

    private void Release(string name)
    {
        lock (gate)
        {
            var known = opened[name];
            if (--known.Holders == 0)
            {
                opened.Remove(name);
                known.Key.Dispose();
            }
        }
    }

    private sealed class Opened(AudienceKey key)
    {
        public AudienceKey Key => key;

        public int Holders { get; set; }
    }
}

/// <summary>A province's key in use. The last holder's disposal overwrites it.</summary>
internal sealed class HeldAudience(AudienceKey key, Action release) : IDisposable
{
    private Action? release = release;

    public AudienceKey Key => key;

    public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
}
