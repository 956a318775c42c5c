using System.CommandLine;
using System.Text;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>The public keys by which journals are verified: a file with one verifier key a line, as each terminal writes it to <c>device.pub</c>.</summary>
internal static class GivenTerminals
{
    private const int MaxLength = 16 * 1024 * 1024;

    public static Option<string?> Option(Language language) => new("--terminals")
    {
        Description = new Phrase("Khóa công khai của các máy, mỗi dòng một khóa như trong device.pub của máy; mặc định: khóa của chính máy này.", "Public keys of terminals, one a line as in their device.pub; default: this terminal's own.").In(language),
        HelpName = "FILE",
    };

    /// <returns>The key of a terminal by its id; null if unknown.</returns>
    /// <exception cref="InputException">The file cannot be read, or a line of it is not a verifier key.</exception>
    public static Func<string, NoteKey?> Read(string? path, KioskFolders folders)
    {
        var own = folders.DevicePublicKeyFile;
        if ((path ?? (File.Exists(own) ? own : null)) is not { } file)
        {
            return _ => null;
        }

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

        return terminal => keys.GetValueOrDefault(Checkpoint.OriginOf(terminal));
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
