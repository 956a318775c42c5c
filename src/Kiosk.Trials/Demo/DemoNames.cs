using System.Security.Cryptography;

namespace Kiosk.Trials.Demo;

/// <summary>Generates fictitious Vietnamese names.</summary>
internal static class DemoNames
{
    private static readonly string[] Families =
        ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Nông", "Lò", "Giàng", "Rơ Châm", "Thạch", "Kim", "Quách"];

    private static readonly string[] Middles =
        ["Văn", "Thị", "Đức", "Minh", "Thanh", "Quốc", "Ngọc", "Hữu", "Xuân", "Thu", "Mạnh", "Kim", "Bích", "Công", "Thùy", "Khánh"];

    private static readonly string[] Given =
        ["Ân", "Bảo", "Chiến", "Dũng", "Đạt", "Giang", "Hạnh", "Hiếu", "Hương", "Khoa", "Lan", "Linh", "Mai", "Nam", "Nga", "Phúc", "Phương", "Quân", "Quỳnh", "Sơn", "Thảo", "Thắng", "Trang", "Tuấn", "Uyên", "Vinh", "Yến"];

    public static string Next() => $"{Any(Families)} {Any(Middles)} {Any(Given)}";

    private static string Any(string[] names) => names[RandomNumberGenerator.GetInt32(names.Length)];
}
