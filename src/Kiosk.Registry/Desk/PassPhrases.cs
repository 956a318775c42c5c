using Kiosk.Feed.Metadata;
using Kiosk.Registry.Files;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>Pass phrases of encrypted keys: from a file or descriptor, otherwise prompted for at the terminal without echo.</summary>
/// <param name="file">Its first line is the pass phrase of all keys; <c>/dev/fd/3</c> is a descriptor. Null to ask.</param>
/// <param name="language">The language of prompts.</param>
/// <param name="cancellationToken">Cancels waiting for input.</param>
/// <param name="notices">Receives a notice about a file that others can read.</param>
internal sealed class PassPhrases(string? file, Language language, CancellationToken cancellationToken, IProgress<Phrase>? notices = null)
{
    private const int MaxLength = 1024;
    private const int MaxTries = 3;

    private static readonly TimeSpan KeyPause = TimeSpan.FromMilliseconds(20);

    private readonly List<char[]> known = [];
    private char[]? fromFile;

    /// <summary>No terminal to prompt at, and no file given.</summary>
    public static PassPhrases None { get; } = new(null, default, CancellationToken.None);

    public bool CanAsk => file is not null || !Console.IsInputRedirected;

    /// <summary>Returns the key in unencrypted PEM; an unencrypted key is returned as it is.</summary>
    /// <exception cref="SigningException">No pass phrase decrypts it.</exception>
    public string Open(string pem, string path)
    {
        if (!EncryptedPem.IsEncrypted(pem))
        {
            return pem;
        }

        if (known.Select(phrase => EncryptedPem.Decrypt(pem, phrase)).FirstOrDefault(opened => opened is not null) is { } before)
        {
            return before;
        }

        for (var attempt = 0; attempt < (file is null ? MaxTries : 1); attempt++)
        {
            var phrase = file is null ? Ask(new($"Mật khẩu của {path}: ", $"Pass phrase of {path}: ")) : Read(file);
            if (EncryptedPem.Decrypt(pem, phrase) is { } opened)
            {
                known.Add(phrase);
                return opened;
            }
        }

        throw new SigningException(new($"Mật khẩu{(file is null ? "" : $" trong {file}")} không mở được {path}; chưa ký gì bằng khóa này.", $"The pass phrase{(file is null ? "" : $" in {file}")} does not open {path}; nothing was signed with it."));
    }

    /// <summary>The pass phrase that opens a key, to put another one under it.</summary>
    /// <returns>Null if the key is not encrypted.</returns>
    /// <exception cref="SigningException">No pass phrase opens it.</exception>
    public char[]? PhraseOf(string pem, string path)
    {
        if (!EncryptedPem.IsEncrypted(pem))
        {
            return null;
        }

        Open(pem, path);
        return known.First(phrase => EncryptedPem.Decrypt(pem, phrase) is not null);
    }

    /// <summary>A new pass phrase: from the file, or typed twice.</summary>
    /// <exception cref="RegistryException">It is empty, the two entries differ, or there is no terminal to prompt at.</exception>
    public char[] Choose()
    {
        var phrase = file is null ? AskOnce(new("Mật khẩu mới cho các khóa: ", "New pass phrase for the keys: ")) : Read(file);
        if (phrase.Length == 0)
        {
            throw new RegistryException(new("Mật khẩu trống không bảo vệ được gì: hãy đặt mật khẩu.", "An empty pass phrase protects nothing: give one."));
        }

        if (file is null && !Ask(new("Nhập lại mật khẩu: ", "The same again: ")).AsSpan().SequenceEqual(phrase))
        {
            throw new RegistryException(new("Hai mật khẩu không giống nhau; chưa tạo khóa nào.", "The two pass phrases differ; no key was made."));
        }

        known.Add(phrase);
        return phrase;
    }

    private char[] AskOnce(Phrase prompt) => Console.IsInputRedirected
        ? throw new RegistryException(new("Ở đây không hỏi được mật khẩu: hãy dùng --pass-phrase-file FILE, hoặc chạy trên một cửa sổ dòng lệnh.", "Nobody can be asked for a pass phrase here: give --pass-phrase-file FILE, or run this at a terminal."))
        : Ask(prompt);

    private char[] Ask(Phrase prompt)
    {
        if (Console.IsInputRedirected)
        {
            throw new SigningException(new(
                $"Cần {char.ToLowerInvariant(prompt.Vietnamese[0])}{prompt.Vietnamese[1..].TrimEnd(' ', ':')} mà ở đây không hỏi được: hãy dùng --pass-phrase-file FILE, hoặc chạy trên một cửa sổ dòng lệnh.",
                $"{prompt.English.TrimEnd(' ', ':')} is needed and nobody can be asked here: give --pass-phrase-file FILE, or run this at a terminal."));
        }

        // Reading a key turns the terminal's echo off. Done before the prompt, or early input would be shown.
        _ = Console.KeyAvailable;
        Console.Error.Write(prompt.In(language));
        var typed = new List<char>();
        for (var key = NextKey(); key.Key is not ConsoleKey.Enter && typed.Count < MaxLength; key = NextKey())
        {
            if (key.Key is not ConsoleKey.Backspace)
            {
                typed.Add(key.KeyChar);
            }
            else if (typed.Count > 0)
            {
                typed.RemoveAt(typed.Count - 1);
            }
        }

        Console.Error.WriteLine();
        return [.. typed];
    }

    /// <summary>Reading alone would ignore Ctrl-C.</summary>
    private ConsoleKeyInfo NextKey()
    {
        while (!Console.KeyAvailable)
        {
            cancellationToken.WaitHandle.WaitOne(KeyPause);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Console.ReadKey(intercept: true);
    }

    /// <summary>Read once, because a pipe delivers it only once.</summary>
    private char[] Read(string path)
    {
        if (fromFile is not null)
        {
            return fromFile;
        }

        fromFile = PassPhraseFile.Usual.ReadFirstLine(path, cancellationToken);
        if (PrivateFile.IsOpenToOthers(path))
        {
            notices?.Report(new($"người khác ngoài chủ sở hữu cũng đọc được {path}, tức là đọc được mật khẩu: chmod 600 {path}", $"{path} can be read by others than its owner, and so the pass phrase: chmod 600 {path}"));
        }

        return fromFile;
    }
}
