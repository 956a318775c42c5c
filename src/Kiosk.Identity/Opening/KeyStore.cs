using Kiosk.Durability;
using Kiosk.Identity.Tpm;
using Kiosk.Words;

namespace Kiosk.Identity.Opening;

/// <summary>Opens or makes a terminal's keys. One file stands for them, wherever they are stored: it holds them, or names them in a TPM.</summary>
internal static class KeyStore
{
    /// <summary>Makes keys and writes the file.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="KeyStoreException">The TPM does not make them.</exception>
    public static IKeyStore Create(string path, KeyStoreSettings settings, IDurableFiles files) =>
        settings.MakesInTpm ? TpmKeys.Create(path, settings.Tpm, files) : KeyFile.Create(path, files);

    /// <summary>Opens the keys. A file of an earlier version gets the decryption key that it lacks.</summary>
    /// <param name="files">Null to change nothing: a missing decryption key is then made for this object alone.</param>
    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="KeyStoreException">The file or the TPM cannot be used, or the settings want the other kind.</exception>
    public static IKeyStore? Find(string path, KeyStoreSettings settings, IDurableFiles? files)
    {
        if (OwnerOnlyFile.Read(path) is not { } content)
        {
            return null;
        }

        return TpmKeyNames.Parse(content) is { } names
            ? TpmKeys.Open(path, settings.Kind == "file" ? throw Other(path, new("trong TPM", "in a TPM"), "file") : names, settings.Tpm)
            : settings.Kind == "tpm" ? throw Other(path, new("trong tệp đó", "in that file"), "tpm") : KeyFile.Read(path, content, files);
    }

    private static KeyStoreException Other(string path, Phrase where, string wanted) => new(new(
        $"Khóa của máy nằm {where.Vietnamese} ({path}), còn Kiosk:Identity:Keys ghi {wanted}: nhật ký được ghi tiếp bằng chính các khóa đã bắt đầu. Hãy đặt Kiosk:Identity:Keys là auto; hoặc chuyển {path} và nhật ký đến nơi thu thập nhật ký, khi đó máy bắt đầu lại từ đầu.",
        $"The terminal's keys are {where.English} ({path}), and Kiosk:Identity:Keys says {wanted}: a journal goes on with the keys that it began with. Set Kiosk:Identity:Keys to auto; or move {path} and the journal to where journals are collected, and the terminal begins anew."));
}
