using System.CommandLine;
using Kiosk.Registry.Desk;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>Options of signing verbs that locate keys and pass phrases.</summary>
internal sealed class SigningOptions(Language language)
{
    private readonly Option<string[]> folders = new("--keys") { Description = new Phrase("Thêm một thư mục có khóa riêng, ví dụ USB; có thể lặp lại.", "A further folder with private keys, such as a USB stick; may be repeated.").In(language), HelpName = "DIR" };

    private readonly Option<string?> passPhraseFile = new("--pass-phrase-file")
    {
        Description = new Phrase("Dòng đầu tiên của tệp mở các khóa đã mã hóa; /dev/fd/3 là một bộ mô tả tệp. Nếu không có, chương trình hỏi mật khẩu.", "Its first line decrypts keys; /dev/fd/3 is a descriptor. Without it, the pass phrase is prompted for.").In(language),
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(folders);
        command.Options.Add(passPhraseFile);
    }

    /// <param name="cancellationToken">Cancels waiting for a pass phrase.</param>
    public PassPhrases PassPhrasesOf(ParseResult parsed, CancellationToken cancellationToken) => new(parsed.GetValue(passPhraseFile), language, cancellationToken, new Notices(language));

    /// <exception cref="RegistryException">A given path is not a folder.</exception>
    public KeyRing KeysOf(RegistryDesk desk, ParseResult parsed, PassPhrases passPhrases) => new(desk, FoldersOf(parsed), passPhrases, new Notices(language));

    /// <summary>Where a key lies that no role has: in one of the folders by its name, else where it was made.</summary>
    /// <param name="key">From the desk's folder.</param>
    /// <exception cref="RegistryException">A given path is not a folder.</exception>
    public string PathOf(RegistryDesk desk, ParseResult parsed, string key) =>
        FoldersOf(parsed).Select(folder => Path.Combine(folder, Path.GetFileName(key))).FirstOrDefault(Path.Exists) ?? desk.At(key);

    private string[] FoldersOf(ParseResult parsed)
    {
        var given = parsed.GetValue(folders) ?? [];
        return given.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing
            ? throw RegistryException.In(missing, new(
                $"{(Path.Exists(missing) ? "đây không phải thư mục" : "không có thư mục này")}: --keys nêu thư mục chứa các khóa, ví dụ thư mục trên USB.",
                $"{(Path.Exists(missing) ? "this is no folder" : "there is no such folder")}: --keys names the one in which keys lie, such as a stick's."))
            : given;
    }

    private sealed class Notices(Language language) : IProgress<Phrase>
    {
        public void Report(Phrase value) => Console.Error.WriteLine($"registry: {value.In(language)}");
    }
}
