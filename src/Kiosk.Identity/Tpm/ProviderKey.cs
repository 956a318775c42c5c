using System.Security.Cryptography;
using Kiosk.Words;

namespace Kiosk.Identity.Tpm;

/// <summary>A key in the TPM, used through OpenSSL's provider <c>tpm2</c>: by one thread at a time, and opened again once when it fails, since a restart of the TPM ends what was open.</summary>
/// <param name="open">Makes the algorithm's object of an opened key.</param>
internal sealed class ProviderKey<T>(TpmAddress address, uint handle, Func<SafeEvpPKeyHandle, T> open) : IDisposable
    where T : ECAlgorithm
{
    private readonly Lock gate = new();
    private T? opened;

    /// <exception cref="KeyStoreException">The key cannot be used.</exception>
    public TResult Use<TResult>(Func<T, TResult> operation)
    {
        lock (gate)
        {
            try
            {
                if (opened is not null)
                {
                    return operation(opened);
                }
            }
            catch (CryptographicException)
            {
                Dispose();
            }

            try
            {
                opened = Open();
                return operation(opened);
            }
            catch (CryptographicException cause) when (cause is not KeyStoreException)
            {
                Dispose();
                throw new KeyStoreException(Phrase.WithDetail($"Không dùng được khóa {handle:x} trong TPM {address.Text}", $"The key {handle:x} in the TPM {address.Text} cannot be used: {cause.Message}"), cause);
            }
        }
    }

    public void Dispose()
    {
        opened?.Dispose();
        opened = null;
    }

    private T Open()
    {
        TpmProvider.Address(address);
        try
        {
            using var key = SafeEvpPKeyHandle.OpenKeyFromProvider("tpm2", $"handle:0x{handle:x}");
            return open(key);
        }
        catch (Exception absent) when (absent is CryptographicException or PlatformNotSupportedException)
        {
            throw new KeyStoreException(
                Phrase.WithDetail(
                    $"OpenSSL không mở được khóa {handle:x} trong TPM {address.Text}; cần cài gói hỗ trợ TPM: sudo apt-get install tpm2-openssl",
                    $"OpenSSL cannot open the key {handle:x} in the TPM {address.Text}: {absent.Message} Its provider for TPMs must be installed: sudo apt-get install tpm2-openssl"),
                absent);
        }
    }
}
