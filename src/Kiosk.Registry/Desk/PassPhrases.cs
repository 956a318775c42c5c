using System.Text;
using Kiosk.Feed.Metadata;

namespace Kiosk.Registry.Desk;

/// <summary>Pass phrases of encrypted keys: from a file or descriptor, else asked for at the terminal, without echo.</summary>
/// <param name="file">Its first line is the pass phrase of all keys; <c>/dev/fd/3</c> is a descriptor. Null to ask.</param>
internal sealed class PassPhrases(string? file)
{
    private const int MaxLength = 1024;
    private const int MaxTries = 3;

    private readonly List<char[]> known = [];

    /// <summary>Nobody can be asked and no file is given.</summary>
    public static PassPhrases None { get; } = new(null);

    public bool CanAsk => file is not null || !Console.IsInputRedirected;

    /// <summary>The key in unencrypted PEM; one that is not encrypted as it is.</summary>
    /// <exception cref="SigningException">No pass phrase opens it.</exception>
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
            var phrase = file is null ? Ask($"Pass phrase of {path}: ") : ReadFile(file);
            if (EncryptedPem.Decrypt(pem, phrase) is { } opened)
            {
                known.Add(phrase);
                return opened;
            }
        }

        throw new SigningException($"The pass phrase{(file is null ? "" : $" in {file}")} does not open {path}; nothing was signed with it.");
    }

    /// <summary>A new pass phrase: from the file, or typed twice.</summary>
    /// <exception cref="RegistryException">It is empty, was typed in two ways, or nobody can be asked.</exception>
    public char[] Choose()
    {
        var phrase = file is null ? AskOnce("New pass phrase for the keys: ") : ReadFile(file);
        if (phrase.Length == 0)
        {
            throw new RegistryException("An empty pass phrase protects nothing: give one.");
        }

        if (file is null && !Ask("The same again: ").AsSpan().SequenceEqual(phrase))
        {
            throw new RegistryException("The two pass phrases differ; no key was made.");
        }

        known.Add(phrase);
        return phrase;
    }

    private static char[] AskOnce(string prompt) => Console.IsInputRedirected
        ? throw new RegistryException("Nobody can be asked for a pass phrase here: give --pass-phrase-file FILE, or run this at a terminal.")
        : Ask(prompt);

    private static char[] Ask(string prompt)
    {
        if (Console.IsInputRedirected)
        {
            throw new SigningException($"{prompt.TrimEnd(' ', ':')} is needed and nobody can be asked here: give --pass-phrase-file FILE, or run this at a terminal.");
        }

        // Asking for a key turns the terminal's echo off: before the prompt, or what is typed at once is shown.
        _ = Console.KeyAvailable;
        Console.Error.Write(prompt);
        var typed = new List<char>();
        for (var key = Console.ReadKey(intercept: true); key.Key is not ConsoleKey.Enter && typed.Count < MaxLength; key = Console.ReadKey(intercept: true))
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

    private static char[] ReadFile(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            var buffer = new byte[MaxLength];
            var length = 0;
            for (var count = -1; count != 0 && length < buffer.Length && !buffer.AsSpan(0, length).Contains((byte)'\n'); length += count)
            {
                count = stream.Read(buffer.AsSpan(length));
            }

            return Encoding.UTF8.GetString(buffer, 0, length).Split('\n')[0].TrimEnd('\r').ToCharArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new RegistryException($"The pass phrase cannot be read from {path}: {e.Message}", e);
        }
    }
}
