using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;

namespace Kiosk.Trials.Pki;

/// <summary>Adapts a .NET key to BouncyCastle's generators.</summary>
internal sealed class KeySignature(KeyPair key) : ISignatureFactory
{
    public object AlgorithmDetails => AlgorithmIdentifier.GetInstance(key.SignatureGenerator.GetSignatureAlgorithmIdentifier(key.HashAlgorithm));

    public IStreamCalculator<IBlockResult> CreateCalculator() => new Calculator(key, new MemoryStream());

    private sealed class Calculator(KeyPair key, MemoryStream signed) : IStreamCalculator<IBlockResult>
    {
        public Stream Stream => signed;

        public IBlockResult GetResult() => new SimpleBlockResult(key.SignatureGenerator.SignData(signed.ToArray(), key.HashAlgorithm));
    }
}
