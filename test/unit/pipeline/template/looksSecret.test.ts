import assert from 'node:assert/strict';
import { looksSecret } from '../../../../src/pipeline/template/looksSecret';

/** Of public templates, of settings of Packer's plugins, and of the files of variables beside them. */
const secrets = `
password passwd pwd pw pass passphrase secret token psk
adminpassword admin_password adminPassword administrator_password rootpw root_pw root_pass rootpassword root_password
esxi_pw esxi_password esxiPass vcenterPassword vcenter_password vsphere_password vsphere-password
winrmpassword winrm_password winrm_pass WinRMPassword password2 password_2 userpassword user_password user_pw user_pwd
ssh_pass ssh-pass ssh_password sshpass sudo_password become_pass bastion_password proxy_password
secretkey secret_key aws_secret_key AWS_SECRET_ACCESS_KEY access_key aws_access_key accesskey
client_secret azure_client_secret arm_client_secret clientSecret api_key apikey api_token apiToken do_token
hcloud_token linode_token github_token gh_token vault_token security_token proxmox_token proxmox_api_token
private_key ssh_private_key privatekey signing_key encryption_key s3_encryption_key
product_key productkey windows_product_key license_key windows_license_key activation_key
connection_string connectionString storage_connection_string connectionstring
storage_account_key account_key shared_access_signature sas_token subscription_key
nutanix_password elevated_password vnc_password remote_password login_password guest_password domain_join_password
domain_admin_pw local_admin_pass autologon_password autologonpassword unattend_password sysprep_pw
default_user_pwd deploy_key credentials credentials_json wifi_psk preshared_key pass_phrase db_password mysql_root_password
password_hash encrypted_password secret_string SafeModeAdministratorPassword
`;

/** What stands beside them. */
const others = `
password_policy password_length password_timeout windows_password_timeout password_expires password_never_expires_days
nopasswd NOPASSWD pass_through passthrough pci_passthrough_allowed_device bypass bypass_proxy compass passenger
keyboard keyboard_layout key_name key keys kms_key_id kms_key kms_key_copy_ids ssh_keypair_name ssh_key_file ssh_public_key
public_key ssh_key ssh_keys ssh_key_path ssh_private_key_file private_key_path ssh_authorized_key_file authorized_keys
token_ttl token_url token_endpoint sas_token_duration security_token_file client_cert_token_timeout http_tokens
secret_name secret_id build_key_vault_secret_name credentials_file shared_credentials_file skip_credential_validation
vnc_use_password vnc_disable_password template_disable_password template_password_enabled use_password
iso_url iso_checksum memory cpus disk_size vm_name boot_wait communicator output_directory headless
winrm_username ssh_username ssh_timeout insecure_connection connection connection_type consul_key
use_azure_cli_auth author authentication_type cert_path pinned_version description
transitive_tag_keys image_key_exchange_key oss_key_name pause_before_connecting powershell spawn
`;

const list = (names: string) => names.trim().split(/\s+/);

describe('Names of variables', () => {
  for (const name of list(secrets)) it(`${name} looks like a secret`, () => assert.ok(looksSecret(name)));
  for (const name of list(others)) it(`${name} does not look like one`, () => assert.ok(!looksSecret(name)));
});
