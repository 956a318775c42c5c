using Kiosk.Feed.Metadata;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>A private key in a file, opened on first signing, so that it may be absent until then. Its public half is always known.</summary>
/// <param name="name">Its name in <c>registry.json</c>.</param>
/// <param name="wanted">Its location according to the settings.</param>
/// <param name="path">Its actual location; null if not on this machine.</param>
internal sealed class KeyFile(string name, string wanted, string? path, TufKey publicKey, PassPhrases passPhrases) : ISigner
{
    private PemSigner? opened;

    public TufKey PublicKey => publicKey;

    public bool IsAtHand => opened is not null || (path is not null && (passPhrases.CanAsk || !EncryptedPem.IsEncrypted(KeyRing.ReadText(path))));

    /// <summary>That it is not on this machine, and what to do; null if it is.</summary>
    public Phrase? Absence => path is null ? NotHere : null;

    private Phrase NotHere => new($"Cần khóa {name} để ký, mà máy này không có {wanted}, cũng không có tệp {Path.GetFileName(wanted)} trong thư mục nêu ở --keys: hãy mang khóa đến, hoặc làm việc này ở nơi có khóa.", $"The key {name} has to sign, and neither {wanted} nor a file {Path.GetFileName(wanted)} in a folder given by --keys is on this machine: bring it, or do this where it is.");

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => (opened ??= Open()).SignAsync(message, cancellationToken);

    private PemSigner Open()
    {
        if (path is null)
        {
            throw new SigningException(NotHere);
        }

        var signer = Read(path);
        if (signer.PublicKey.Id == publicKey.Id)
        {
            return signer;
        }

        signer.Dispose();
        throw new SigningException(new($"{path} không phải nửa bí mật của khóa công khai mà bàn phát hành biết là {name}: hãy đặt đúng tệp vào đó.", $"{path} is not the private half of the public key that the desk knows as {name}: put the right file there."));
    }

    private PemSigner Read(string file)
    {
        var pem = passPhrases.Open(KeyRing.ReadText(file), file);
        try
        {
            return PemSigner.FromPem(pem);
        }
        catch (SigningException e)
        {
            throw new SigningException(new($"{file} không ký được: {e.Sentence.Vietnamese} Hãy khôi phục từ bản sao lưu.", $"{file} cannot sign: {e.Message} Restore it from a backup."), e);
        }
    }
}
