using System.CommandLine;
using System.Text;
using Kiosk.Journal.Upload;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>How a verb is told a collector's public key: as the collector prints it, or a file with it.</summary>
internal sealed class CollectorKeyOption
{
    private const int MaxLength = 65_536;

    private readonly Option<string?> collector;

    /// <param name="purpose">When it is needed, to follow the description.</param>
    public CollectorKeyOption(Language language, Phrase purpose) => collector = new("--collector")
    {
        Description = new Phrase($"Khóa công khai của máy thu thập, hoặc tệp chứa khóa đó; {purpose.Vietnamese}", $"The collector's public key, or a file with it; {purpose.English}").In(language),
        HelpName = "KEY",
    };

    public void AddTo(Command command) => command.Options.Add(collector);

    /// <returns>Null if the option is not given.</returns>
    /// <exception cref="InputException">It is no collector's key.</exception>
    public CosignerKey? Read(ParseResult parsed) => parsed.GetValue(collector) is { } given ? Parse(given) : null;

    private static CosignerKey Parse(string text)
    {
        var isFile = File.Exists(text);
        try
        {
            return CosignerKey.Parse(isFile ? Encoding.UTF8.GetString(GivenPath.Read(text, MaxLength)).TrimStart('\uFEFF').Trim() : text);
        }
        catch (FormatException exception)
        {
            var place = isFile ? $"{text}: " : "";
            throw new InputException(new(
                $"--collector: {place}đây không phải khóa công khai của máy thu thập; hãy sao chép như máy thu thập in ra [{exception.Message.TrimEnd('.')}].",
                $"--collector: {place}{exception.Message} Copy it as the collector prints it."), exception);
        }
    }
}
