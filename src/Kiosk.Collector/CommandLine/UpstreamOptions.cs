using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>The collector that this one passes journals on to, and its key.</summary>
internal sealed class UpstreamOptions(Language language)
{
    private const string AddressName = "--upstream";
    private const string KeyName = "--upstream-key";

    private readonly Option<string?> address = new(AddressName)
    {
        Description = new Phrase(
            "Máy chủ thu thập cấp trên để chuyển tiếp nhật ký (hội trường → tỉnh → trung ương), và nghe các hội trường khác. Ở đó phải có khóa của máy chủ này: collector hall add.",
            "The collector above this one: journals are passed on to it (hall → province → centre), and other halls heard of from it. It must know this one's key: collector hall add.").In(language),
        HelpName = "URL",
    };

    private readonly Option<string?> key = new(KeyName) { Description = new Phrase("Khóa công khai của máy chủ cấp trên, như ở DIR/collector.pub của nó.", "The upstream collector's public key, as its DIR/collector.pub has it.").In(language), HelpName = "NAME+ID+BASE64" };

    public void AddTo(Command command)
    {
        command.Options.Add(address);
        command.Options.Add(key);
    }

    /// <returns>Null if none is named.</returns>
    /// <exception cref="CollectorException">The address or the key is malformed, or one of them is missing.</exception>
    public (Uri Address, CosignerKey Key)? In(ParseResult parsed)
    {
        if (parsed.GetValue(address) is not { } text)
        {
            return parsed.GetValue(key) is null ? null : throw new CollectorException(new($"{KeyName} cần có {AddressName} URL.", $"{KeyName} needs {AddressName} URL."));
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var place) || place.Scheme != Uri.UriSchemeHttps || place is not { Query: "", Fragment: "", UserInfo: "" })
        {
            throw new CollectorException(new($"{AddressName} phải là địa chỉ https, ví dụ https://tinh.example:9470, chứ không phải \"{text}\".", $"{AddressName} must be an https address, such as https://province.example:9470, not \"{text}\"."));
        }

        try
        {
            return (place, CosignerKey.Parse(parsed.GetValue(key) ?? ""));
        }
        catch (FormatException malformed)
        {
            throw new CollectorException(new(
                $"Hãy nêu khóa công khai của máy chủ cấp trên bằng {KeyName}: dòng trong DIR/collector.pub của nó.", $"Name the upstream collector's public key by {KeyName}: the line in its DIR/collector.pub."), malformed);
        }
    }

    /// <summary>Connects with this collector's own certificate.</summary>
    public static CollectorClient Connect((Uri Address, CosignerKey Key) upstream, X509Certificate2 own) =>
        new(CollectorConnection.Open(upstream.Address, upstream.Key, () => own), upstream.Address, new(AddressName, KeyName));
}
